import type { Edit, Language, Point, Tree } from "@vscode/tree-sitter-wasm";
import type { Parse } from "./patience";

/** The trees of the texts that are being edited, so that a new version costs what changed in it. */
export interface RecentTrees {
  /** Parses a version of a text, reusing what the last one is known for. The tree is the caller's until `release`. */
  parse(parse: Parse, language: Language, path: string, text: string): { tree: Tree; reused: boolean };
  /** Keeps the tree for the next version of the text, or frees it. */
  release(language: Language, path: string, text: string, tree: Tree): void;
  clear(): void;
}

interface Kept {
  language: Language;
  text: string;
  tree: Tree;
}

/** A text that was parsed lately and is parsed again is being edited; one that is parsed once is only read. */
const remembered = 64;
const keptTrees = 8;
/** UTF-16 units; a tree takes some thirty times its text */
const longestKept = 500_000;

export function recentTrees(): RecentTrees {
  const seen = new Set<string>();
  const kept = new Map<string, Kept>();

  function forget(path: string): void {
    kept.get(path)?.tree.delete();
    kept.delete(path);
  }

  return {
    parse(parse, language, path, text) {
      const old = kept.get(path);
      if (old?.language === language) {
        kept.delete(path);
        try {
          old.tree.edit(editBetween(old.text, text));
          return { tree: parse(text, old.tree), reused: true };
        } finally {
          old.tree.delete();
        }
      }
      return { tree: parse(text), reused: false };
    },
    release(language, path, text, tree) {
      const edited = seen.delete(path);
      seen.add(path);
      if (seen.size > remembered) seen.delete(seen.keys().next().value!);
      forget(path);
      if (!edited || text.length > longestKept) {
        tree.delete();
        return;
      }
      kept.set(path, { language, text, tree });
      if (kept.size > keptTrees) forget(kept.keys().next().value!);
    },
    clear() {
      for (const path of [...kept.keys()]) forget(path);
      seen.clear();
    },
  };
}

/** The one place where two versions of a text differ: what is left between a common beginning and a common end. */
export function editBetween(old: string, text: string): Edit {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same))
    same++;
  const oldEndIndex = old.length - same;
  const newEndIndex = text.length - same;
  return {
    startIndex: start,
    oldEndIndex,
    newEndIndex,
    startPosition: pointAt(old, start),
    oldEndPosition: pointAt(old, oldEndIndex),
    newEndPosition: pointAt(text, newEndIndex),
  };
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
