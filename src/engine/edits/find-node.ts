import type { Expr, Program, Span, Statement } from "../syntax/program";

type Node = Expr | Statement;
type Kind = Node["kind"];

/** The expression or statement that stands at exactly this range, the outermost when several do. */
export function findNode<K extends Kind>(
  program: Program,
  span: Span,
  ...kinds: K[]
): Extract<Node, { kind: K }> | undefined {
  const isMatch = (node: Node) => node.start === span.start && node.end === span.end && kinds.includes(node.kind as K);
  return findWhere(program, span, isMatch) as Extract<Node, { kind: K }> | undefined;
}

/** The outermost node of these kinds that holds this range. */
export function findAround<K extends Kind>(
  program: Program,
  span: Span,
  ...kinds: K[]
): Extract<Node, { kind: K }> | undefined {
  const isMatch = (node: Node) => kinds.includes(node.kind as K);
  return findWhere(program, span, isMatch) as Extract<Node, { kind: K }> | undefined;
}

/** The outermost node that holds this range and fits. Walks the tree level by level, without recursion. */
export function findWhere(program: Program, span: Span, isMatch: (node: Node) => boolean): Node | undefined {
  const queue: unknown[] = [program.body];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index] as Node | unknown[];
    if (!Array.isArray(node) && typeof node.kind === "string" && typeof node.start === "number" && isMatch(node)) {
      return node;
    }
    queue.push(...childrenAround(Array.isArray(node) ? node : Object.values(node), span));
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
