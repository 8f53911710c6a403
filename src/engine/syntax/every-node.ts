import type { Expr, Statement } from "./program";

export type Node = Expr | Statement;

/** Every expression and statement in a part of a tree, nearest first, the part itself included. Walks without recursion. */
export function everyNode(root: Node | readonly Node[]): Node[] {
  const found: Node[] = [];
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length; at++) {
    const part = queue[at];
    if (typeof part !== "object" || part === null) continue;
    if ("kind" in part && typeof part.kind === "string" && "start" in part) found.push(part as Node);
    queue.push(...Object.values(part));
  }
  return found;
}
