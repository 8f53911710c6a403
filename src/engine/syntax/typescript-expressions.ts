import { boundInJavaScript } from "./bound-calls";
import { lowerField, lowerStatement } from "./lower-typescript";
import {
  booleanAt,
  choiceOf,
  deeper,
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
import type { Argument, Expr, MapEntry, Pattern, Spread, StringNode } from "./program";
import type { Tree } from "./tree";
import { childIn, childrenOf, firstNamed, isNamed, kindOf, namedChildrenOf, spanOf, textOf } from "./tree";
import { lowerClass, lowerFunction } from "./typescript-classes";
import { lowerPattern } from "./typescript-patterns";
import { lowerString, lowerTagged, lowerTemplate } from "./typescript-strings";

export function lowerExpression(t: Tree, node: number): Expr {
  return expressionAt(t, node, grammar);
}

const leadingWrappers = new Set([
  "as_expression",
  "satisfies_expression",
  "non_null_expression",
  "instantiation_expression",
]);

/** Steps through parentheses, casts and the like. */
function unwrap(t: Tree, node: number): number {
  let at = node;
  for (;;) {
    const kind = kindOf(t, at);
    let inner = -1;
    if (kind === "parenthesized_expression" || leadingWrappers.has(kind)) inner = firstNamed(t, at);
    else if (kind === "type_assertion") inner = namedChildrenOf(t, at).at(-1) ?? -1;
    else if (kind === "member_expression" || kind === "subscript_expression") inner = castUnder(t, at);
    if (inner < 0) return at;
    at = inner;
  }
}

/** More names than a qualified type has. */
const LONGEST_TYPE = 12;

/**
 * The grammar reads the end of `x as A.B.C` as members of the cast; without parentheses they belong to the type. -1 where
 * there is no cast below.
 */
function castUnder(t: Tree, node: number): number {
  let at = firstNamed(t, node);
  for (let links = 0; at >= 0 && links < LONGEST_TYPE; links++) {
    const kind = kindOf(t, at);
    if (kind === "as_expression" || kind === "satisfies_expression") return at;
    if (kind !== "member_expression" && kind !== "subscript_expression") return -1;
    at = firstNamed(t, at);
  }
  return -1;
}

function continueChain(t: Tree, node: number, left: Expr): Expr {
  switch (kindOf(t, node)) {
    case "call_expression":
      return lowerCall(t, node, left);
    case "subscript_expression":
      return indexOf(t, node, left, lowerField(t, node, "index"));
    case "binary_expression":
      return lowerBinary(t, node, left);
    default: {
      const property = childIn(t, node, "property");
      if (property < 0) return opaque(t, node, "member", [left]);
      return memberOf(t, node, left, property);
    }
  }
}

const choices: Record<string, "or" | "and" | "nullish"> = { "||": "or", "&&": "and", "??": "nullish" };

function lowerBinary(t: Tree, node: number, left: Expr): Expr {
  const operator = textOf(t, childIn(t, node, "operator"));
  const right = lowerField(t, node, "right");
  const { start, end } = spanOf(t, node);
  const how = choices[operator];
  return how ? choiceOf(left, how, right, { start, end }) : { kind: "binary", operator, left, right, start, end };
}

function lowerCall(t: Tree, node: number, callee: Expr): Expr {
  const args = childIn(t, node, "arguments");
  if (args >= 0 && kindOf(t, args) === "template_string") {
    return { ...lowerTagged(t, args, callee), ...spanOf(t, node) };
  }
  return callOf(t, node, callee, args, false);
}

function callOf(t: Tree, node: number, callee: Expr, list: number, construct: boolean): Expr {
  const { start, end } = spanOf(t, node);
  const args = list < 0 ? [] : namedChildrenOf(t, list).map((child) => lowerArgument(t, child));
  const argsSpan = list < 0 ? { start: end, end } : spanOf(t, list);
  return boundInJavaScript({ kind: "call", callee, args, construct, argsSpan, start, end });
}

function lowerArgument(t: Tree, node: number): Argument {
  const { start, end } = spanOf(t, node);
  return kindOf(t, node) === "spread_element"
    ? { kind: "spread", value: lowerInner(t, node), start, end }
    : { kind: "positional", value: lowerExpression(t, node), start, end };
}

/** The expression inside of a node that wraps one (`...x`, `await x`, `${x}`). */
export function lowerInner(t: Tree, node: number): Expr {
  const inner = firstNamed(t, node);
  return inner < 0 ? opaque(t, node, "missing") : lowerExpression(t, inner);
}

type Handler = (t: Tree, node: number) => Expr;

const none: Handler = (t, node) => ({ kind: "none", start: t.starts[node]!, end: t.ends[node]! });

const handlers = new Map<string, Handler>([
  ["identifier", nameAt],
  ["this", nameAt],
  ["super", nameAt],
  ["import", nameAt],
  ["property_identifier", nameAt],
  ["shorthand_property_identifier", nameAt],
  ["private_property_identifier", nameAt],
  ["type_identifier", nameAt],
  ["statement_identifier", nameAt],
  ["meta_property", nameAt],
  ["string", lowerString],
  ["template_string", (t, node) => lowerTemplate(t, node)],
  ["number", lowerNumber],
  ["true", booleanAt(true)],
  ["false", booleanAt(false)],
  ["null", none],
  ["undefined", none],
  ["array", lowerArray],
  ["object", lowerObject],
  ["new_expression", lowerNew],
  ["await_expression", (t, node) => ({ kind: "await", value: lowerInner(t, node), ...spanOf(t, node) })],
  ["arrow_function", (t, node) => lowerFunction(t, node)],
  ["function_expression", (t, node) => lowerFunction(t, node)],
  ["generator_function", (t, node) => lowerFunction(t, node)],
  ["function_declaration", (t, node) => lowerFunction(t, node)],
  ["generator_function_declaration", (t, node) => lowerFunction(t, node)],
  ["method_definition", (t, node) => lowerFunction(t, node)],
  ["class", (t, node) => lowerClass(t, node)],
  ["class_declaration", (t, node) => lowerClass(t, node)],
  ["unary_expression", lowerUnary],
  ["update_expression", lowerUnary],
  ["ternary_expression", lowerTernary],
  ["assignment_expression", lowerAssignment],
  ["augmented_assignment_expression", lowerAssignment],
  [
    "yield_expression",
    (t, node) => {
      t.yields = true;
      return lowerOpaque(t, node);
    },
  ],
]);

const grammar: ExpressionGrammar = {
  unwrap,
  links: new Set([
    "call_expression",
    "member_expression",
    "nested_identifier",
    "subscript_expression",
    "binary_expression",
  ]),
  continueChain,
  handlers,
  otherwise: lowerOpaque,
};

/** The parts of these hold no run-time expression. */
const withoutValue =
  /^(?:jsx_(?:text|closing_element|namespace_name)|html_character_reference|regex_|statement_identifier|type_|accessibility_modifier|implements_clause|predefined_type|.*_type$)/;
/** These only structure what they are in: their own parts count as the parts of what is around. */
const structure = /^(?:jsx_opening_element|jsx_attribute|jsx_expression|spread_element|ERROR|arguments|.*_clause)$/;
const opaqueNames: Record<string, string> = {
  jsx_element: "jsx",
  jsx_self_closing_element: "jsx",
  yield_expression: "yield",
  sequence_expression: "sequence",
  ERROR: "error",
};

/** What has no node of its own keeps the expressions that stand in it. */
export function lowerOpaque(t: Tree, node: number): Expr {
  const kind = kindOf(t, node);
  const children: Expr[] = [];
  collect(t, node, children, kind.startsWith("jsx"));
  return opaque(t, node, opaqueNames[kind] ?? kind.replace(/_/g, " "), children);
}

function collect(t: Tree, node: number, children: Expr[], jsx: boolean): void {
  for (const child of namedChildrenOf(t, node)) {
    const kind = kindOf(t, child);
    if (withoutValue.test(kind)) continue;
    // An element's name and its attributes' names are no values; a component is: `<Chat …>` uses `Chat`.
    if (jsx && kind === "property_identifier") continue;
    if (structure.test(kind)) {
      deeper(
        t,
        child,
        () => collect(t, child, children, jsx),
        () => {},
      );
    } else if (kind.endsWith("_statement") || (kind.endsWith("_declaration") && kind !== "class_declaration")) {
      children.push(...statementInside(t, child, lowerStatement));
    } else children.push(lowerExpression(t, child));
  }
}

function lowerNumber(t: Tree, node: number): Expr {
  return numberAt(t, node, /n$/);
}

function lowerArray(t: Tree, node: number): Expr {
  const items: (Expr | Spread)[] = [];
  let empty = true;
  for (const child of childrenOf(t, node)) {
    if (isNamed(t, child)) {
      items.push(kindOf(t, child) === "spread_element" ? spreadOf(t, child) : lowerExpression(t, child));
      empty = false;
    } else if (kindOf(t, child) === ",") {
      if (empty) items.push({ kind: "none", start: t.starts[child]!, end: t.starts[child]! });
      empty = true;
    }
  }
  return listAt(t, node, "list", items);
}

const spreadOf = (t: Tree, node: number): Spread => ({
  kind: "spread",
  value: lowerInner(t, node),
  ...spanOf(t, node),
});

function lowerObject(t: Tree, node: number): Expr {
  const entries: (MapEntry | Spread)[] = [];
  for (const child of namedChildrenOf(t, node)) {
    const { start, end } = spanOf(t, child);
    switch (kindOf(t, child)) {
      case "pair": {
        const key = childIn(t, child, "key");
        if (key < 0) break;
        entries.push({ kind: "entry", key: lowerKey(t, key), value: lowerField(t, child, "value"), start, end });
        break;
      }
      case "shorthand_property_identifier":
        entries.push({
          kind: "entry",
          key: stringValue(t, child),
          value: nameAt(t, child),
          shorthand: true,
          start,
          end,
        });
        break;
      case "spread_element":
        entries.push(spreadOf(t, child));
        break;
      case "method_definition": {
        const name = childIn(t, child, "name");
        if (name < 0) break;
        entries.push({ kind: "entry", key: lowerKey(t, name), value: lowerFunction(t, child), start, end });
        break;
      }
      default: {
        const value = lowerExpression(t, child);
        const error: Expr = { kind: "opaque", what: "error", children: [value], start, end };
        entries.push({ kind: "spread", value: error, start, end });
      }
    }
  }
  return mapAt(t, node, entries);
}

/** The key of a property: a string for a plain name. */
export function lowerKey(t: Tree, node: number): Expr {
  const kind = kindOf(t, node);
  if (kind === "computed_property_name") return lowerInner(t, node);
  return kind === "number" ? lowerNumber(t, node) : stringValue(t, node);
}

/** A name, or a quoted one, as a string. */
export function stringValue(t: Tree, node: number): StringNode {
  const kind = kindOf(t, node);
  if (kind === "string") return lowerString(t, node);
  const { start, end } = spanOf(t, node);
  return { kind: "string", parts: [{ kind: "text", text: textOf(t, node), start, end }], start, end };
}

function lowerNew(t: Tree, node: number): Expr {
  const callee = lowerField(t, node, "constructor");
  return callOf(t, node, callee, childIn(t, node, "arguments"), true);
}

function lowerUnary(t: Tree, node: number): Expr {
  const operator = textOf(t, childIn(t, node, "operator"));
  return { kind: "unary", operator, operand: lowerField(t, node, "argument"), ...spanOf(t, node) };
}

function lowerTernary(t: Tree, node: number): Expr {
  const test = lowerField(t, node, "condition");
  const options = [lowerField(t, node, "consequence"), lowerField(t, node, "alternative")];
  return { kind: "choice", how: "conditional", test, options, ...spanOf(t, node) };
}

function lowerAssignment(t: Tree, node: number): Expr {
  const left = childIn(t, node, "left");
  const target: Pattern = left < 0 ? opaque(t, node, "missing") : lowerPattern(t, left);
  const sign = childIn(t, node, "operator");
  const operator = sign < 0 ? "=" : textOf(t, sign);
  return { kind: "assignment", target, operator, value: lowerField(t, node, "right"), ...spanOf(t, node) };
}
