import type { Encoding } from "./encoding";

/** Tokens of a text by kind of content. Private tokenizers differ from the public ones by kind. */
export interface ClassTokens {
  prose: number;
  /** code, markup, JSON, logs */
  code: number;
  /** Chinese, Japanese, Korean */
  cjk: number;
  /** other scripts than Latin, and symbols such as emoji */
  script: number;
}
export type TextClass = keyof ClassTokens;

/** Counts line by line, so that a fenced block in a prompt counts as code and the words around it as prose. */
export function classTokens(text: string, encoding: Encoding): ClassTokens {
  const tokens: ClassTokens = { prose: 0, code: 0, cjk: 0, script: 0 };
  const total = encoding.count(text);
  if (total === 0) return tokens;
  const weights: ClassTokens = { prose: 0, code: 0, cjk: 0, script: 0 };
  let sum = 0;
  for (const line of text.split("\n")) {
    const weight = line.length + 1;
    weights[classOf(line)] += weight;
    sum += weight;
  }
  for (const kind of Object.keys(weights) as TextClass[]) tokens[kind] = (total * weights[kind]) / sum;
  return tokens;
}

/** What a line is made of, by counting its characters. */
export function classOf(line: string): TextClass {
  let letters = 0;
  let symbols = 0;
  let cjk = 0;
  let script = 0;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (isCjk(code)) cjk++;
    else if (code > 0x24f && !(code >= 0x2010 && code <= 0x2027)) script++;
    else if ((code | 32) >= 97 && (code | 32) <= 122) letters++;
    else if (symbolCodes.has(code)) symbols++;
  }
  if (cjk * 3 > letters) return "cjk";
  if (script * 3 > letters) return "script";
  return symbols * 6 > letters ? "code" : "prose";
}

const symbolCodes = new Set([...'{}[]()<>=;:"`_/\\|&*#$%@^~+'].map((char) => char.charCodeAt(0)));

function isCjk(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xffef)
  );
}

/** What smaller vocabularies spend more on: each a number of places in the text. */
export interface TextTraits {
  /** digits beyond one token for each three: where each digit is a token of its own */
  digits: number;
  /** letters of words in capitals, in fours */
  caps: number;
  /** line breaks behind punctuation, which large vocabularies merge with it */
  breaks: number;
  /** letters of a word beyond its seventh, in fours */
  long: number;
  /** words of five letters or more */
  words: number;
  /** words that begin with a capital */
  capitals: number;
  /** underscores and hyphens before a letter, which large vocabularies merge with the word behind */
  joints: number;
  /** "n't", "'s" and the like, which some vocabularies keep with their word */
  contractions: number;
}

export function traitsOf(text: string): TextTraits {
  const traits: TextTraits = {
    digits: 0,
    caps: 0,
    breaks: 0,
    long: 0,
    words: 0,
    capitals: 0,
    joints: 0,
    contractions: 0,
  };
  for (const [run] of text.matchAll(/\d+|[A-Za-z]+|(?<=[A-Za-z])['’][a-z]{1,2}\b|[-_](?=[A-Za-z])|[^\s\w]\n+/g)) {
    const first = run.charCodeAt(0);
    if (first === 45 || first === 95) traits.joints++;
    else if ((first === 39 || first === 0x2019) && !run.endsWith("\n")) traits.contractions++;
    else if (first >= 48 && first <= 57) traits.digits += run.length - Math.ceil(run.length / 3);
    else if (run.endsWith("\n")) traits.breaks++;
    else {
      if (run.length >= 5) traits.words++;
      if (first < 97) traits.capitals++;
      if (run.length > 7) traits.long += (run.length - 7) / 4;
      if (run.length > 1 && run === run.toUpperCase()) traits.caps += run.length / 4;
    }
  }
  return traits;
}
