import type {
  Comment,
  Expr,
  LanguageId,
  MemberNode,
  NameNode,
  OpaqueNode,
  Pattern,
  Program,
  Statement,
} from "./program";
import type { Tree } from "./tree";
import { maximumDepth, note, spanOf, textOf } from "./tree";

/** What the language files share. */

export const opaque = (t: Tree, node: number, what: string, children: Expr[] = []): OpaqueNode => ({
  kind: "opaque",
  what,
  children,
  ...spanOf(t, node),
});

// The most frequent nodes are written out: spreading a span into each costs as much as making it.
export const nameAt = (t: Tree, node: number): NameNode => ({
  kind: "name",
  name: textOf(t, node),
  start: t.starts[node]!,
  end: t.ends[node]!,
});

export const memberOf = (t: Tree, node: number, object: Expr, property: number): MemberNode => ({
  kind: "member",
  object,
  property: textOf(t, property),
  propertySpan: { start: t.starts[property]!, end: t.ends[property]! },
  start: t.starts[node]!,
  end: t.ends[node]!,
});

/** What stands for a node past the depth bound; a note says so. */
export function tooDeep(t: Tree, node: number): OpaqueNode {
  note(t, node, "nested too deeply");
  return opaque(t, node, "nested too deeply");
}

/** Runs one level of the lowering, or, past the depth bound, what stands in for it. */
export function deeper<T>(t: Tree, node: number, lower: () => T, otherwise: (stub: OpaqueNode) => T): T {
  if (t.depth >= maximumDepth) return otherwise(tooDeep(t, node));
  t.depth++;
  const result = lower();
  t.depth--;
  return result;
}

/** What an expression is as a target of an assignment. */
export function patternOf(value: Expr): Pattern {
  switch (value.kind) {
    case "name":
    case "member":
    case "index":
    case "slice":
    case "opaque":
      return value;
    default:
      return { kind: "opaque", what: "target", children: [value], start: value.start, end: value.end };
  }
}

/**
 * `a = b = value`: one assignment each. The value goes to one plain target, and the others take it from there, so that no
 * expression stands in the program twice.
 */
export function chainedAssignment(
  targets: Pattern[],
  value: Expr | undefined,
  span: { start: number; end: number },
  rest: { declaration?: "const" | "let" | "var" | "field"; type?: string } = {},
): Statement[] {
  const assign = (target: Pattern, from: Expr | undefined): Statement => ({
    kind: "assign",
    target,
    operator: "=",
    ...(from && { value: from }),
    ...rest,
    ...span,
  });
  if (targets.length === 1) return [assign(targets[0]!, value)];
  const holder = targets.find((each) => each.kind === "name") ?? targets.find((each) => each.kind === "member");
  if (!holder) return targets.map((target) => assign(target, value));
  const others = targets.filter((each) => each !== holder);
  return [assign(holder, value), ...others.map((target) => assign(target, holder as Expr))];
}

export function programOf(
  path: string,
  language: LanguageId,
  t: Tree,
  body: Statement[],
  commentText: (text: string) => string,
): Program {
  const comments = t.comments.map(
    ({ start, end }): Comment => ({
      text: commentText(t.text.slice(start, end)),
      start,
      end,
    }),
  );
  return { path, language, text: t.text, body, comments, errors: t.notes };
}
