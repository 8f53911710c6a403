/**
 * The pieces of a text within which tokens are merged, as the published patterns of the tokenizers cut them.
 * Hand-written scanners instead of the regular expressions: linear on any input, and faster.
 *
 * o200k:       P?U*L+C? | P?U+L*C? | N{1,3} | [space]?O+[\r\n/]* | W
 * tekken:      P?U*L+ | P?U+L* | N | [space]?O+[\r\n/]* | W
 * cl100k:      C | P?letter+ | N{1,3} | [space]?O+[\r\n]* | W
 * qwen3:       C | P?letter+ | N | [space]?O+[\r\n]* | W
 *
 * P is anything but a line break, letter or number; U upper-case, title-case, caseless letters and marks; L lower-case,
 * caseless letters and marks; C a contraction ('s, 'll, …); N a number; O neither space, letter nor number;
 * W white space: \s*[\r\n]+ | \s+(?!\S) | \s+.
 */
export type Split = (text: string, start: number) => number;

// Classes of a code point, so ordered that letters come first, and what is neither space, letter nor number last.
const upper = 1;
const lower = 2;
const caseless = 3;
const mark = 4;
const number = 5;
const lineBreak = 6;
const space = 7;
const symbol = 8;
/** control characters and what is not assigned */
const other = 9;

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

/** The end of the o200k piece that starts at an index. */
export function splitO200k(text: string, start: number): number {
  const first = classAt(text, start);
  if (first === number) return numberRun(text, start, 3);
  const end = casedWord(text, start, first);
  return end > start ? contraction(text, end) : symbolsOrSpace(text, start, true);
}

/** The end of the tekken piece that starts at an index. */
export function splitTekken(text: string, start: number): number {
  const first = classAt(text, start);
  if (first === number) return numberRun(text, start, 1);
  const end = casedWord(text, start, first);
  return end > start ? end : symbolsOrSpace(text, start, true);
}

/** The end of P?U*L+ or else P?U+L*; the start itself when there is no word. */
function casedWord(text: string, start: number, first: number): number {
  // a mark could be the prefix too, and the piece would end at the same place
  if (first <= mark) return wordOfCase(text, start);
  if (first === lineBreak) return start;
  const afterPrefix = start + widthAt(text, start);
  const end = wordOfCase(text, afterPrefix);
  return end > afterPrefix ? end : start;
}

/** The end of U*L+ or else U+L*; the start itself when there is no word. */
function wordOfCase(text: string, start: number): number {
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

/**
 * The end of the gemma3 piece that starts at an index. Its pattern cuts nothing, but no token reaches over a space from the left, save
 * for "> </"; runs of spaces and line breaks are tokens of their own, which part the text before it comes here.
 */
export function splitGemma3(text: string, start: number): number {
  for (let at = text.indexOf(" ", start + 1); at >= 0; at = text.indexOf(" ", at + 1)) {
    if (text.charCodeAt(at - 1) !== 62 || text.charCodeAt(at + 1) !== 60) return at;
  }
  return text.length;
}

/** The end of the cl100k piece that starts at an index. */
export const splitCl100k: Split = (text, start) => caselessPiece(text, start, 3);

/** The end of the qwen3 piece that starts at an index. */
export const splitQwen3: Split = (text, start) => caselessPiece(text, start, 1);

function caselessPiece(text: string, start: number, digits: number): number {
  const first = classAt(text, start);
  if (first <= caseless) return letterRun(text, start);
  if (first === number) return numberRun(text, start, digits);
  if (first !== lineBreak) {
    const contracted = contraction(text, start);
    if (contracted > start) return contracted;
    const afterPrefix = start + widthAt(text, start);
    const end = letterRun(text, afterPrefix);
    if (end > afterPrefix) return end;
  }
  return symbolsOrSpace(text, start, false);
}

function letterRun(text: string, start: number): number {
  let at = start;
  for (let kind = classAt(text, at); kind !== 0 && kind <= caseless; kind = classAt(text, at)) at += widthAt(text, at);
  return at;
}

function numberRun(text: string, start: number, longest: number): number {
  let at = start;
  for (let i = 0; i < longest && classAt(text, at) === number; i++) at += widthAt(text, at);
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

function symbolsOrSpace(text: string, start: number, slashes: boolean): number {
  let at = text.charCodeAt(start) === 32 ? start + 1 : start;
  const symbols = at;
  for (let kind = classAt(text, at); kind >= symbol || kind === mark; kind = classAt(text, at)) at += widthAt(text, at);
  if (at > symbols) {
    for (let code = text.charCodeAt(at); code === 10 || code === 13 || (slashes && code === 47); ) {
      code = text.charCodeAt(++at);
    }
    return at;
  }
  return whiteSpace(text, start, () => false);
}

/** White space up to its last line break; else all of it but the last, which belongs to what follows, if it may. */
function whiteSpace(text: string, start: number, standsApart: (text: string, at: number) => boolean): number {
  let at = start;
  let afterBreak = -1;
  for (let kind = classAt(text, at); kind === lineBreak || kind === space; kind = classAt(text, at)) {
    at++;
    if (kind === lineBreak) afterBreak = at;
  }
  if (afterBreak >= 0) return afterBreak;
  return at === text.length || at === start + 1 || standsApart(text, at) ? at : at - 1;
}

/**
 * The end of the deepseek-v3 piece that starts at an index. Its pattern has three passes: numbers (N{1,3}) stand apart, then runs of
 * Chinese characters and kana; each of these runs, and what lies between them, is a text of its own for the third:
 *
 * A[a-zA-Z]+ | X?[letter mark]+ | [space]?S+[\r\n]* | \s*[\r\n]+ | \s+(?!\S) | \s+ | all else, up to what one of these takes
 *
 * A is ASCII punctuation, S punctuation and symbols, X none of them and neither letter nor line break.
 */
export function splitDeepseekV3(text: string, start: number): number {
  const first = classAt(text, start);
  if (first === number) return numberRun(text, start, 3);
  if (isAsciiPunctuation(text.charCodeAt(start)) && isAsciiLetter(text, start + 1)) {
    return run(text, start + 1, isAsciiLetter);
  }
  if (first <= mark) return run(text, start, isWord);
  if (first === space || first === other) {
    const afterPrefix = start + widthAt(text, start);
    if (isWordIn(text, afterPrefix, isHanOrKana(text, start))) return run(text, afterPrefix, isWord);
  }
  if (first === other) return run(text, start, isLeft);
  const symbols = text.charCodeAt(start) === 32 && !isHanOrKana(text, start + 1) ? start + 1 : start;
  const end = run(text, symbols, isSymbol);
  if (end > symbols) return isHanOrKana(text, symbols) ? end : run(text, end, isLineBreak);
  return whiteSpace(text, start, standsApart);
}

type Test = (text: string, at: number) => boolean;

/** The end of what passes a test, and is, as the first of it is, within or without a run of Chinese characters and kana. */
function run(text: string, start: number, test: Test): number {
  const inside = isHanOrKana(text, start);
  let at = start;
  while (at < text.length && test(text, at) && isHanOrKana(text, at) === inside) at += widthAt(text, at);
  return at;
}

/** The ranges of the published pattern; they hold some punctuation and unassigned characters too. */
const isHanOrKana: Test = (text, at) => {
  const code = text.charCodeAt(at);
  return (code >= 0x4e00 && code <= 0x9fa5) || (code >= 0x3040 && code <= 0x30ff);
};
const isAsciiLetter: Test = (text, at) => {
  const code = text.charCodeAt(at) | 32;
  return code >= 97 && code <= 122;
};
const isWord: Test = (text, at) => classAt(text, at) <= mark;
const isSymbol: Test = (text, at) => classAt(text, at) === symbol;
const isLineBreak: Test = (text, at) => classAt(text, at) === lineBreak;
const standsApart: Test = (text, at) => classAt(text, at) === number || isHanOrKana(text, at);
/** what no alternative takes: a word behind it would take it as its prefix */
const isLeft: Test = (text, at) =>
  classAt(text, at) === other && !isWordIn(text, at + widthAt(text, at), isHanOrKana(text, at));

const isWordIn = (text: string, at: number, inside: boolean): boolean =>
  at < text.length && isWord(text, at) && isHanOrKana(text, at) === inside;

function isAsciiPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}
