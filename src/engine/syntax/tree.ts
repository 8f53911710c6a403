import type { Grammar } from "./grammar";
import type { SyntaxNote } from "./program";

/**
 * A syntax tree as flat arrays in source order (pre-order): node `i` has its first child at `i + 1` if `nexts[i] > i + 1`,
 * and its next sibling at `nexts[i]` if that is still inside the parent. The parser's own tree lives in WebAssembly memory,
 * where each look costs a border crossing: it is walked once into these arrays and freed. Comments and line continuations
 * may stand anywhere in a tree, so they are left out of it; comments are kept in their own list.
 */
export interface Tree {
  text: string;
  count: number;
  types: Uint16Array;
  fields: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
  nexts: Uint32Array;
  comments: { start: number; end: number }[];
  grammar: Grammar;
  /** how deep the lowering stands right now */
  depth: number;
  notes: SyntaxNote[];
  /** set by the lowering when it meets a `yield` of the function it is in */
  yields: boolean;
}

export const maximumDepth = 300;
export const maximumNotes = 50;

export const kindOf = (t: Tree, node: number): string => t.grammar.kinds[t.types[node]!]!;
export const isNamed = (t: Tree, node: number): boolean => t.grammar.named[t.types[node]!]!;
export const fieldOf = (t: Tree, node: number): string => t.grammar.fields[t.fields[node]!]!;
export const textOf = (t: Tree, node: number): string => t.text.slice(t.starts[node], t.ends[node]);
export const spanOf = (t: Tree, node: number) => ({ start: t.starts[node]!, end: t.ends[node]! });

/** The first child in a field, or -1. */
export function childIn(t: Tree, node: number, field: string): number {
  const end = t.nexts[node]!;
  for (let child = node + 1; child < end; child = t.nexts[child]!) if (fieldOf(t, child) === field) return child;
  return -1;
}

export function childrenIn(t: Tree, node: number, field: string): number[] {
  return childrenOf(t, node).filter((child) => fieldOf(t, child) === field && isNamed(t, child));
}

/** Every child, punctuation and keywords too. */
export function childrenOf(t: Tree, node: number): number[] {
  const children: number[] = [];
  const end = t.nexts[node]!;
  for (let child = node + 1; child < end; child = t.nexts[child]!) children.push(child);
  return children;
}

export function namedChildrenOf(t: Tree, node: number): number[] {
  const children: number[] = [];
  const end = t.nexts[node]!;
  for (let child = node + 1; child < end; child = t.nexts[child]!) if (isNamed(t, child)) children.push(child);
  return children;
}

/** The first named child, or -1. */
export function firstNamed(t: Tree, node: number): number {
  const end = t.nexts[node]!;
  for (let child = node + 1; child < end; child = t.nexts[child]!) if (isNamed(t, child)) return child;
  return -1;
}

/** The first child of a kind (named or not), or -1. */
export function childOfKind(t: Tree, node: number, kind: string): number {
  const end = t.nexts[node]!;
  for (let child = node + 1; child < end; child = t.nexts[child]!) if (kindOf(t, child) === kind) return child;
  return -1;
}

export const hasChild = (t: Tree, node: number, kind: string): boolean => childOfKind(t, node, kind) >= 0;

export function note(t: Tree, node: number, message: string): void {
  if (t.notes.length < maximumNotes) t.notes.push({ message, ...spanOf(t, node) });
}
