/**
 * The pieces of a text within which tokens are merged, as the published patterns of o200k_base and cl100k_base cut them.
 * A hand-written scanner instead of the regular expressions: linear on any input, and faster.
 *
 * o200k_base:  P?U*L+C? | P?U+L*C? | N{1,3} | [space]?O+[\r\n/]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 * cl100k_base: C | P?letter+ | N{1,3} | [space]?O+[\r\n]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 *
 * P is anything but a line break, letter or number; U upper-case, title-case, caseless letters and marks; L lower-case,
 * caseless letters and marks; C a contraction ('s, 'll, …); N a number; O neither space, letter nor number.
 */
export type Split = (text: string, start: number) => number;

// classes of a code point
const upper = 1;
const lower = 2;
const caseless = 3;
const mark = 4;
const number = 5;
const lineBreak = 6;
const space = 7;
const other = 8;

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
  classes[code] = found;
  return found;
}
for (let code = 0; code < 128; code++) classify(code);

/** The class of the code point at an index; 0 past the end. Its width is `widthAt`. */
function classAt(text: string, index: number): number {
  if (index >= text.length) return 0;
  let code = text.charCodeAt(index);
  if (code >= 0xd800 && code < 0xdc00) code = text.codePointAt(index)!;
  return classes[code]! || classify(code);
}

function widthAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code < 0xdc00 && text.codePointAt(index)! > 0xffff ? 2 : 1;
}

/** The end of the o200k_base piece that starts at an index. */
export function splitO200k(text: string, start: number): number {
  const first = classAt(text, start);
  // a mark could be the prefix too, and the piece would end at the same place
  if (first <= mark) return contraction(text, wordO200k(text, start));
  if (first === number) return numberRun(text, start);
  if (first !== lineBreak) {
    const afterPrefix = start + widthAt(text, start);
    const end = wordO200k(text, afterPrefix);
    if (end > afterPrefix) return contraction(text, end);
  }
  return symbolsOrSpace(text, start, first, true);
}

/** The end of U*L+ or else U+L*; the start itself when there is no word. */
function wordO200k(text: string, start: number): number {
  let at = start;
  let lastBoth = -1;
  let kind = classAt(text, at);
  while (kind === upper || kind === caseless || kind === mark) {
    const width = widthAt(text, at);
    if (kind !== upper) lastBoth = at + width;
    at += width;
    kind = classAt(text, at);
  }
  if (kind === lower) {
    while (kind === lower || kind === caseless || kind === mark) {
      at += widthAt(text, at);
      kind = classAt(text, at);
    }
    return at;
  }
  return lastBoth >= 0 ? lastBoth : at;
}

/** The end of the cl100k_base piece that starts at an index. */
export function splitCl100k(text: string, start: number): number {
  const first = classAt(text, start);
  if (first <= caseless) return letterRun(text, start);
  if (first === number) return numberRun(text, start);
  if (first !== lineBreak) {
    const contracted = contraction(text, start);
    if (contracted > start) return contracted;
    const afterPrefix = start + widthAt(text, start);
    const end = letterRun(text, afterPrefix);
    if (end > afterPrefix) return end;
  }
  return symbolsOrSpace(text, start, first, false);
}

function letterRun(text: string, start: number): number {
  let at = start;
  for (let kind = classAt(text, at); kind !== 0 && kind <= caseless; kind = classAt(text, at)) at += widthAt(text, at);
  return at;
}

function numberRun(text: string, start: number): number {
  let at = start;
  for (let i = 0; i < 3 && classAt(text, at) === number; i++) at += widthAt(text, at);
  return at;
}

/** Skips 's 't 'm 'd 're 've 'll in any case. */
function contraction(text: string, at: number): number {
  if (text.charCodeAt(at) !== 39) return at;
  const a = text.charCodeAt(at + 1) | 32;
  if (a === 115 || a === 116 || a === 109 || a === 100) return isAscii(text, at + 1) ? at + 2 : at;
  const b = text.charCodeAt(at + 2) | 32;
  const two = (a === 114 && b === 101) || (a === 118 && b === 101) || (a === 108 && b === 108);
  return two && isAscii(text, at + 1) && isAscii(text, at + 2) ? at + 3 : at;
}

/** Setting bit 5 folds case for letters only; what is left to rule out is a control or other character that it changes. */
function isAscii(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && code >= 65;
}

function symbolsOrSpace(text: string, start: number, first: number, slashes: boolean): number {
  let at = text.charCodeAt(start) === 32 ? start + 1 : start;
  const symbols = at;
  for (let kind = classAt(text, at); kind === other || kind === mark; kind = classAt(text, at)) at += widthAt(text, at);
  if (at > symbols) {
    for (let code = text.charCodeAt(at); code === 10 || code === 13 || (slashes && code === 47); ) {
      code = text.charCodeAt(++at);
    }
    return at;
  }
  // white space: up to its last line break; else all of it but the last, which belongs to what follows
  at = start;
  let afterBreak = -1;
  for (let kind = first; kind === lineBreak || kind === space; kind = classAt(text, at)) {
    at++;
    if (kind === lineBreak) afterBreak = at;
  }
  if (afterBreak >= 0) return afterBreak;
  return at === text.length || at === start + 1 ? at : at - 1;
}
