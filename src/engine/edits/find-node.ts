import type { Expr, Program, Span, Statement } from "../syntax/program";

type Node = Expr | Statement;
type Kind = Node["kind"];

/**
 * The expression or statement that stands at exactly this range, the outermost when several do. Walks the tree without recursion, and
 * only into what contains the range.
 */
export function findNode<K extends Kind>(
  program: Program,
  span: Span,
  ...kinds: K[]
): Extract<Node, { kind: K }> | undefined {
  const queue: unknown[] = [program.body];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index];
    if (Array.isArray(node)) {
      queue.push(...childrenAround(node, span));
      continue;
    }
    if (isMatch(node, span, kinds)) return node as Extract<Node, { kind: K }>;
    queue.push(...childrenAround(Object.values(node as object), span));
  }
  return undefined;
}

function childrenAround(children: unknown[], span: Span): unknown[] {
  return children.filter((child) => {
    if (typeof child !== "object" || child === null) return false;
    const { start, end } = child as Partial<Span>;
    return typeof start !== "number" || typeof end !== "number" || (start <= span.start && end >= span.end);
  });
}

function isMatch(node: unknown, span: Span, kinds: readonly string[]): boolean {
  const { start, end, kind } = node as Partial<Span> & { kind?: string };
  return start === span.start && end === span.end && kind !== undefined && kinds.includes(kind);
}
