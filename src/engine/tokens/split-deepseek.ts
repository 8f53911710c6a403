import { classAt, lineBreak, mark, number, other, space, symbol, widthAt } from "./char-class";
import { numberRun, whiteSpace } from "./split";

/**
 * The end of the deepseek-v3 piece that starts at an index. Its pattern has three passes: numbers (N{1,3}) stand apart, then runs of
 * Chinese characters and kana; what lies between them is a text of its own, cut by
 *
 * A[a-zA-Z]+ | X?[letter mark]+ | [space]?S+[\r\n]* | \s*[\r\n]+ | \s+(?!\S) | \s+ | all else, up to what one of these takes
 *
 * A is ASCII punctuation, S punctuation and symbols, X none of them and neither letter nor line break.
 */
export function splitDeepseekV3(text: string, start: number): number {
  const first = classAt(text, start);
  if (first === number) return numberRun(text, start, 3);
  if (isHanOrKana(text, start)) return run(text, start, isHanOrKana);
  if (isAsciiPunctuation(text.charCodeAt(start)) && isAsciiLetter(text, start + 1)) {
    return run(text, start + 1, isAsciiLetter);
  }
  if (first <= mark) return run(text, start, isWord);
  if (first === space || first === other) {
    const afterPrefix = start + widthAt(text, start);
    const end = run(text, afterPrefix, isWord);
    if (end > afterPrefix) return end;
  }
  if (first === other) return run(text, start + widthAt(text, start), isLeft);
  const symbols = text.charCodeAt(start) === 32 ? start + 1 : start;
  const end = run(text, symbols, isSymbol);
  if (end > symbols) return run(text, end, isLineBreak);
  return whiteSpace(text, start, standsApart);
}

type Test = (text: string, at: number) => boolean;

function run(text: string, start: number, test: Test): number {
  let at = start;
  while (at < text.length && test(text, at)) at += widthAt(text, at);
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
const isWord: Test = (text, at) => classAt(text, at) <= mark && !isHanOrKana(text, at);
const isSymbol: Test = (text, at) => classAt(text, at) === symbol && !isHanOrKana(text, at);
const isLineBreak: Test = (text, at) => classAt(text, at) === lineBreak;
const standsApart: Test = (text, at) => classAt(text, at) === number || isHanOrKana(text, at);
/** what no alternative takes: a word behind it would take it as its prefix */
const isLeft: Test = (text, at) => classAt(text, at) === other && !isWordAt(text, at + widthAt(text, at));
const isWordAt: Test = (text, at) => at < text.length && isWord(text, at);

function isAsciiPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}
