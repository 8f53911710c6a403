import type { Tree } from "./tree";

/** A syntax tree on its way from one thread to another: all but what the text and the grammar say. */
export type FlatTree = Pick<Tree, "count" | "types" | "fields" | "starts" | "ends" | "nexts" | "comments" | "notes">;

/** Trees that somebody else makes before they are asked for. Nothing in it is ever needed: what is not there is parsed on the spot. */
export interface TreesAhead {
  /** The files that will be asked for, in about this order. Until `end` only the first call counts. */
  begin(paths: readonly string[]): void;
  /** The tree of this very text, where it was made. It is given once. */
  take(path: string, text: string): FlatTree | undefined;
  /** All of the files were asked for: what it still has or makes is let go. */
  end(): void;
}

/** What of a tree another thread needs: the arrays are copied, since those of the tree serve the next one. */
export function flatTree({ count, types, fields, starts, ends, nexts, comments, notes }: Tree): FlatTree {
  return {
    count,
    types: types.slice(0, count),
    fields: fields.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    nexts: nexts.slice(0, count),
    comments,
    notes,
  };
}
