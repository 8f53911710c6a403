// Classes of a code point, so ordered that letters come first, and what is neither space, letter nor number last.
export const upper = 1;
export const lower = 2;
export const caseless = 3;
export const mark = 4;
export const number = 5;
export const lineBreak = 6;
export const space = 7;
export const symbol = 8;
/** control characters and what is not assigned */
export const other = 9;

/** class by code point, 0 where it was not looked up yet */
const classes = new Uint8Array(0x110000);

function classify(code: number): number {
  const char = String.fromCodePoint(code);
  let found = other;
  if (/\p{L}/u.test(char)) found = /[\p{Lu}\p{Lt}]/u.test(char) ? upper : /\p{Ll}/u.test(char) ? lower : caseless;
  else if (/\p{M}/u.test(char)) found = mark;
  else if (/\p{N}/u.test(char)) found = number;
  else if (code === 10 || code === 13) found = lineBreak;
  else if (/\s/u.test(char)) found = space;
  else if (/[\p{P}\p{S}]/u.test(char)) found = symbol;
  classes[code] = found;
  return found;
}
for (let code = 0; code < 128; code++) classify(code);

/** The class of the code point at an index; 0 past the end. Its width is `widthAt`. */
export function classAt(text: string, index: number): number {
  if (index >= text.length) return 0;
  let code = text.charCodeAt(index);
  if (code >= 0xd800 && code < 0xdc00) code = text.codePointAt(index)!;
  return classes[code]! || classify(code);
}

export function widthAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code < 0xdc00 && text.codePointAt(index)! > 0xffff ? 2 : 1;
}
