import type {
  Comment,
  Expr,
  IndexNode,
  LanguageId,
  ListNode,
  MapEntry,
  MapNode,
  MemberNode,
  NameNode,
  OpaqueNode,
  Pattern,
  Program,
  Span,
  Spread,
  Statement,
  StringNode,
  StringPart,
} from "./program";
import type { Tree } from "./tree";
import { fieldOf, isNamed, kindOf, maximumDepth, note, spanOf, textOf } from "./tree";

/** What the language files share. */

export const opaque = (t: Tree, node: number, what: string, children: Expr[] = []): OpaqueNode => ({
  kind: "opaque",
  what,
  children: exact(children),
  start: t.starts[node]!,
  end: t.ends[node]!,
});

// The most frequent nodes are written out: spreading a span into each costs as much as making it, and twice the memory.
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

export const indexOf = (t: Tree, node: number, object: Expr, index: Expr): IndexNode => ({
  kind: "index",
  object,
  index,
  start: t.starts[node]!,
  end: t.ends[node]!,
});

export const listAt = (t: Tree, node: number, flavour: ListNode["flavour"], items: (Expr | Spread)[]): ListNode => ({
  kind: "list",
  flavour,
  items: exact(items),
  start: t.starts[node]!,
  end: t.ends[node]!,
});

export const mapAt = (t: Tree, node: number, entries: (MapEntry | Spread)[]): MapNode => ({
  kind: "map",
  entries: exact(entries),
  start: t.starts[node]!,
  end: t.ends[node]!,
});

/** @param parts none that grows further */
export const stringAt = (span: Span, parts: StringPart[]): StringNode => ({
  kind: "string",
  parts: exact(parts),
  start: span.start,
  end: span.end,
});

/** A list that grew has room for sixteen more, and most lists of a program have one or two entries. */
export const exact = <T>(list: T[]): T[] => list.slice();

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

/** What is a language's own about its expressions. */
export interface ExpressionGrammar {
  /** Steps through parentheses, casts and the like. */
  unwrap(t: Tree, node: number): number;
  /** kinds that go on with what stands at their left end: calls, members, operators */
  links: ReadonlySet<string>;
  continueChain(t: Tree, node: number, left: Expr): Expr;
  /** by kind, what is no link */
  handlers: ReadonlyMap<string, (t: Tree, node: number) => Expr>;
  otherwise(t: Tree, node: number): Expr;
}

/**
 * Lowers an expression. Chains that lean to the left (`a + b + c`, `x.y().z()`) are walked with a loop, so their length has no
 * bound; every other nesting is bounded.
 */
export function expressionAt(t: Tree, node: number, grammar: ExpressionGrammar): Expr {
  if (t.depth >= maximumDepth) return tooDeep(t, node);
  t.depth++;
  const spine: number[] = [];
  let at = grammar.unwrap(t, node);
  for (let left = leftOf(t, at, grammar); left >= 0; left = leftOf(t, at, grammar)) {
    spine.push(at);
    at = grammar.unwrap(t, left);
  }
  const handler = grammar.handlers.get(kindOf(t, at));
  let value = handler ? handler(t, at) : grammar.otherwise(t, at);
  for (let index = spine.length - 1; index >= 0; index--) value = grammar.continueChain(t, spine[index]!, value);
  t.depth--;
  return value;
}

/** The left end of a chain's link; -1 for what is no link. It always comes first in the source. */
function leftOf(t: Tree, node: number, { links }: ExpressionGrammar): number {
  if (!links.has(kindOf(t, node))) return -1;
  const first = node + 1;
  return first < t.nexts[node]! && fieldOf(t, first) !== "" && isNamed(t, first) ? first : -1;
}

/** `a or b or c` is one choice of three. */
export function choiceOf(left: Expr, how: "and" | "or" | "nullish", right: Expr, span: Span): Expr {
  if (left.kind !== "choice" || left.how !== how) return { kind: "choice", how, options: [left, right], ...span };
  // The left side was made for this chain alone, so it can grow: a long chain stays linear.
  left.options.push(right);
  left.start = span.start;
  left.end = span.end;
  return left;
}

export const booleanAt =
  (value: boolean) =>
  (t: Tree, node: number): Expr => ({ kind: "boolean", value, start: t.starts[node]!, end: t.ends[node]! });

/** @param suffix the letter that says which kind of number it is */
export function numberAt(t: Tree, node: number, suffix: RegExp): Expr {
  const text = textOf(t, node).replace(/_/g, "").replace(suffix, "");
  const value = /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
  return Number.isNaN(value)
    ? opaque(t, node, "number")
    : { kind: "number", value, start: t.starts[node]!, end: t.ends[node]! };
}

export type StatementHandler = (t: Tree, node: number, into: Statement[]) => void;

/** Lowers a statement; one that has no handler is an expression whose value nobody takes. */
export function statementAt(
  t: Tree,
  node: number,
  into: Statement[],
  language: { handlers: ReadonlyMap<string, StatementHandler>; expression(t: Tree, node: number): Expr },
): void {
  const push = (value: Expr) => {
    into.push({ kind: "expression", value, start: t.starts[node]!, end: t.ends[node]! });
  };
  const handler = language.handlers.get(kindOf(t, node));
  deeper(t, node, () => (handler ? handler(t, node, into) : push(language.expression(t, node))), push);
}

/** The statements among the children of a node. */
export function statementsIn(t: Tree, node: number, lower: StatementHandler): Statement[] {
  const statements: Statement[] = [];
  if (node < 0) return statements;
  const end = t.nexts[node]!;
  for (let child = node + 1; child < end; child = t.nexts[child]!) if (isNamed(t, child)) lower(t, child, statements);
  return exact(statements);
}

/** A statement in an expression's place (broken code): as the body of a function that is never named. */
export function statementInside(t: Tree, node: number, lower: StatementHandler): Expr[] {
  const body: Statement[] = [];
  lower(t, node, body);
  if (body.length === 0) return [];
  const span = spanOf(t, node);
  return [
    { kind: "function", params: [], body, async: false, generator: false, decorators: [], modifiers: [], ...span },
  ];
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
