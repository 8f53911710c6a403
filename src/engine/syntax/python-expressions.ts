import { boundInPython } from "./bound-calls";
import { lowerStatement } from "./lower-python";
import {
  booleanAt,
  choiceOf,
  type ExpressionGrammar,
  expressionAt,
  indexOf,
  listAt,
  mapAt,
  memberOf,
  nameAt,
  numberAt,
  opaque,
  statementInside,
} from "./lowering";
import type { Argument, ComprehensionNode, Expr, MapEntry, Spread } from "./program";
import { lowerLambda } from "./python-classes";
import { lowerPattern } from "./python-patterns";
import { lowerString } from "./python-strings";
import type { Tree } from "./tree";
import {
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  firstNamed,
  isNamed,
  kindOf,
  namedChildrenOf,
  spanOf,
  textOf,
} from "./tree";

export function lowerExpression(t: Tree, node: number): Expr {
  return expressionAt(t, node, grammar);
}

function unwrap(t: Tree, node: number): number {
  let at = node;
  for (;;) {
    const kind = kindOf(t, at);
    if (kind !== "parenthesized_expression" && kind !== "type" && kind !== "interpolation") return at;
    const inner = firstNamed(t, at);
    if (inner < 0) return at;
    at = inner;
  }
}

function continueChain(t: Tree, node: number, left: Expr): Expr {
  switch (kindOf(t, node)) {
    case "call":
      return lowerCall(t, node, left);
    case "subscript":
      return lowerSubscript(t, node, left);
    case "binary_operator": {
      const operator = textOf(t, childIn(t, node, "operator"));
      const { start, end } = spanOf(t, node);
      return { kind: "binary", operator, left, right: lowerField(t, node, "right"), start, end };
    }
    case "boolean_operator": {
      const how = textOf(t, childIn(t, node, "operator")) === "and" ? "and" : "or";
      return choiceOf(left, how, lowerField(t, node, "right"), spanOf(t, node));
    }
    default: {
      const property = childIn(t, node, "attribute");
      if (property < 0) return opaque(t, node, "member", [left]);
      return memberOf(t, node, left, property);
    }
  }
}

export function lowerField(t: Tree, node: number, field: string): Expr {
  const child = childIn(t, node, field);
  return child < 0 ? opaque(t, node, "missing") : lowerExpression(t, child);
}

/** The children of a node as one value: a single expression, or a tuple. */
export function lowerSeveral(t: Tree, node: number): Expr {
  const [first, second] = namedChildrenOf(t, node);
  if (first === undefined) return opaque(t, node, "missing");
  return second === undefined ? lowerExpression(t, first) : listOf("tuple")(t, node);
}

function lowerCall(t: Tree, node: number, callee: Expr): Expr {
  const { start, end } = spanOf(t, node);
  const list = childIn(t, node, "arguments");
  const isGenerator = list >= 0 && kindOf(t, list) === "generator_expression";
  const given = isGenerator ? [list] : list < 0 ? [] : namedChildrenOf(t, list);
  const args = given.map((each) => lowerArgument(t, each));
  const argsSpan = list < 0 ? { start: end, end } : spanOf(t, list);
  return boundInPython({ kind: "call", callee, args, construct: false, argsSpan, start, end });
}

function lowerArgument(t: Tree, node: number): Argument {
  const { start, end } = spanOf(t, node);
  switch (kindOf(t, node)) {
    case "keyword_argument": {
      const at = childIn(t, node, "name");
      const name = at < 0 ? "" : textOf(t, at);
      return { kind: "named", name, value: lowerField(t, node, "value"), start, end };
    }
    case "list_splat":
      return { kind: "spread", value: lowerInner(t, node), start, end };
    case "dictionary_splat":
      return { kind: "named-spread", value: lowerInner(t, node), start, end };
    default:
      return { kind: "positional", value: lowerExpression(t, node), start, end };
  }
}

function lowerInner(t: Tree, node: number): Expr {
  const inner = firstNamed(t, node);
  return inner < 0 ? opaque(t, node, "missing") : lowerExpression(t, inner);
}

function lowerSubscript(t: Tree, node: number, object: Expr): Expr {
  const subscripts = childrenIn(t, node, "subscript");
  const [first] = subscripts;
  if (first === undefined) return opaque(t, node, "subscript", [object]);
  if (subscripts.length > 1) {
    const items = subscripts.map((each) => lowerExpression(t, each));
    const index: Expr = { kind: "list", flavour: "tuple", items, start: items[0]!.start, end: items.at(-1)!.end };
    return indexOf(t, node, object, index);
  }
  if (kindOf(t, first) !== "slice") return indexOf(t, node, object, lowerExpression(t, first));
  const bounds: (Expr | undefined)[] = [undefined];
  for (const child of childrenOf(t, first)) {
    if (isNamed(t, child)) bounds[bounds.length - 1] = lowerExpression(t, child);
    else if (kindOf(t, child) === ":") bounds.push(undefined);
  }
  const [from, to, step] = bounds;
  if (step) return opaque(t, node, "slice with a step", [object, ...bounds.filter((each) => each !== undefined)]);
  return { kind: "slice", object, ...(from && { from }), ...(to && { to }), ...spanOf(t, node) };
}

type Handler = (t: Tree, node: number) => Expr;

const listOf =
  (flavour: "list" | "tuple" | "set"): Handler =>
  (t, node) =>
    listAt(t, node, flavour, lowerItems(t, node));
const comprehension =
  (flavour: ComprehensionNode["flavour"]): Handler =>
  (t, node) =>
    lowerComprehension(t, node, flavour);
const number: Handler = (t, node) => numberAt(t, node, /[lL]$/);
const splat: Handler = (t, node) => opaque(t, node, "spread", [lowerInner(t, node)]);

const handlers = new Map<string, Handler>([
  ["identifier", nameAt],
  ["string", lowerString],
  ["concatenated_string", lowerString],
  ["integer", number],
  ["float", number],
  ["true", booleanAt(true)],
  ["false", booleanAt(false)],
  ["none", (t, node) => ({ kind: "none", start: t.starts[node]!, end: t.ends[node]! })],
  ["list", listOf("list")],
  ["list_pattern", listOf("list")],
  ["tuple", listOf("tuple")],
  ["tuple_pattern", listOf("tuple")],
  ["expression_list", listOf("tuple")],
  ["pattern_list", listOf("tuple")],
  ["set", listOf("set")],
  ["dictionary", lowerDictionary],
  ["list_comprehension", comprehension("list")],
  ["set_comprehension", comprehension("set")],
  ["dictionary_comprehension", comprehension("map")],
  ["generator_expression", comprehension("generator")],
  ["lambda", lowerLambda],
  ["await", (t, node) => ({ kind: "await", value: lowerInner(t, node), ...spanOf(t, node) })],
  ["unary_operator", lowerUnary],
  ["not_operator", lowerUnary],
  ["comparison_operator", lowerComparison],
  ["conditional_expression", lowerConditional],
  ["named_expression", lowerNamed],
  ["assignment", lowerAssignmentInside],
  ["list_splat", splat],
  ["dictionary_splat", splat],
  ["keyword_argument", (t, node) => lowerField(t, node, "value")],
  [
    "yield",
    (t, node) => {
      t.yields = true;
      const inner = namedChildrenOf(t, node).map((child) => lowerExpression(t, child));
      return opaque(t, node, "yield", inner);
    },
  ],
]);

const grammar: ExpressionGrammar = {
  unwrap,
  links: new Set(["call", "attribute", "subscript", "binary_operator", "boolean_operator"]),
  continueChain,
  handlers,
  otherwise: lowerOpaque,
};

/** What has no node of its own keeps the expressions that stand in it. */
function lowerOpaque(t: Tree, node: number): Expr {
  const kind = kindOf(t, node);
  const children: Expr[] = [];
  for (const child of namedChildrenOf(t, node)) {
    if (/(?:_statement|_definition|_clause|block)$/.test(kindOf(t, child)))
      children.push(...statementInside(t, child, lowerStatement));
    else children.push(lowerExpression(t, child));
  }
  return opaque(t, node, kind === "ERROR" ? "error" : kind.replace(/_/g, " "), children);
}

function lowerItems(t: Tree, node: number): (Expr | Spread)[] {
  return namedChildrenOf(t, node).map((child) => {
    const kind = kindOf(t, child);
    if (kind !== "list_splat" && kind !== "list_splat_pattern") return lowerExpression(t, child);
    return { kind: "spread", value: lowerInner(t, child), ...spanOf(t, child) };
  });
}

function lowerDictionary(t: Tree, node: number): Expr {
  const entries: (MapEntry | Spread)[] = [];
  for (const child of namedChildrenOf(t, node)) {
    if (kindOf(t, child) === "pair") entries.push(lowerPair(t, child));
    else {
      const value = kindOf(t, child) === "dictionary_splat" ? lowerInner(t, child) : lowerOpaque(t, child);
      entries.push({ kind: "spread", value, ...spanOf(t, child) });
    }
  }
  return mapAt(t, node, entries);
}

function lowerPair(t: Tree, node: number): MapEntry {
  const { start, end } = spanOf(t, node);
  return { kind: "entry", key: lowerField(t, node, "key"), value: lowerField(t, node, "value"), start, end };
}

function lowerComprehension(t: Tree, node: number, flavour: ComprehensionNode["flavour"]): Expr {
  const loops: ComprehensionNode["loops"] = [];
  for (const clause of namedChildrenOf(t, node)) {
    if (kindOf(t, clause) === "for_in_clause") {
      const target = lowerPattern(t, childIn(t, clause, "left"));
      loops.push({ target, iterable: lowerField(t, clause, "right"), conditions: [] });
    } else if (kindOf(t, clause) === "if_clause") loops.at(-1)?.conditions.push(lowerInner(t, clause));
  }
  const body = childIn(t, node, "body");
  let item: Expr;
  if (body >= 0 && kindOf(t, body) === "pair") {
    item = mapAt(t, body, [lowerPair(t, body)]);
  } else item = lowerField(t, node, "body");
  return { kind: "comprehension", flavour, item, loops, ...spanOf(t, node) };
}

function lowerUnary(t: Tree, node: number): Expr {
  const sign = childIn(t, node, "operator");
  const operator = sign < 0 ? "not" : textOf(t, sign);
  return { kind: "unary", operator, operand: lowerField(t, node, "argument"), ...spanOf(t, node) };
}

/** `a < b < c` compares twice and is no plain binary. */
function lowerComparison(t: Tree, node: number): Expr {
  const operands = childrenOf(t, node).filter((child) => isNamed(t, child) && fieldOf(t, child) !== "operators");
  const operators = childrenOf(t, node).filter((child) => fieldOf(t, child) === "operators");
  const [left, right] = operands.map((child) => lowerExpression(t, child));
  if (operands.length !== 2 || operators.length !== 1 || !left || !right) {
    const children = operands.length > 2 ? operands.map((child) => lowerExpression(t, child)) : [left, right];
    return opaque(
      t,
      node,
      "comparison",
      children.filter((each) => each !== undefined),
    );
  }
  const operator = textOf(t, operators[0]!).replace(/\s+/g, " ");
  return { kind: "binary", operator, left, right, start: t.starts[node]!, end: t.ends[node]! };
}

function lowerConditional(t: Tree, node: number): Expr {
  const [yes, test, no] = namedChildrenOf(t, node);
  if (yes === undefined || test === undefined || no === undefined) return lowerOpaque(t, node);
  const options = [lowerExpression(t, yes), lowerExpression(t, no)];
  return { kind: "choice", how: "conditional", test: lowerExpression(t, test), options, ...spanOf(t, node) };
}

function lowerNamed(t: Tree, node: number): Expr {
  const target = lowerPattern(t, childIn(t, node, "name"));
  return { kind: "assignment", target, operator: ":=", value: lowerField(t, node, "value"), ...spanOf(t, node) };
}

/** Only broken code has an assignment inside an expression. */
function lowerAssignmentInside(t: Tree, node: number): Expr {
  const target = lowerPattern(t, childIn(t, node, "left"));
  return { kind: "assignment", target, operator: "=", value: lowerField(t, node, "right"), ...spanOf(t, node) };
}
