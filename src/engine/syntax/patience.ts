import type { Parser, Tree } from "@vscode/tree-sitter-wasm";

/** The parser took longer over a file than it may, so the file is not analysed. */
export class ParserTooSlow extends Error {
  override readonly name = "ParserTooSlow";
}

/** Parses a text, from the tree of its last version where there is one. */
export type Parse = (text: string, old?: Tree) => Tree;

/**
 * What passes between two looks at the clock counts for at most so much, in ms. It is a fraction of that where the parser works;
 * more is time that a busy machine gave to others, or slept through.
 */
const longestPause = 2;

/**
 * A parser that gives up after so many seconds over all that it parses. Sound code takes a second for some megabytes; text that is no
 * code of its language can take a hundred times as long.
 */
export function patient(parser: Parser, seconds: number): Parse {
  let last = 0;
  let spent = 0;
  const progressCallback = () => {
    const now = performance.now();
    spent += Math.min(now - last, longestPause);
    last = now;
    return spent > seconds * 1000;
  };
  return (text, old) => {
    last = performance.now();
    const tree = parser.parse(text, old, { progressCallback });
    if (tree) return tree;
    parser.reset();
    throw new ParserTooSlow(`parsing took longer than ${seconds} s`);
  };
}
