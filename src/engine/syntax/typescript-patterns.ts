import { deeper, nameAt, opaque, patternOf } from "./lowering";
import type { Expr, ListPattern, MapPattern, Pattern } from "./program";
import type { Tree } from "./tree";
import { childIn, childrenOf, firstNamed, isNamed, kindOf, namedChildrenOf, spanOf, textOf } from "./tree";
import { lowerExpression, stringValue } from "./typescript-expressions";

interface Binding {
  target: Pattern;
  default?: Expr;
}

/** A declaration's or assignment's left side. */
export function lowerPattern(t: Tree, node: number): Pattern {
  return deeper<Pattern>(
    t,
    node,
    () => lowerKind(t, node),
    (stub) => stub,
  );
}

function lowerKind(t: Tree, node: number): Pattern {
  switch (kindOf(t, node)) {
    case "identifier":
    case "this":
    case "undefined":
    case "shorthand_property_identifier_pattern":
      return nameAt(t, node);
    case "array_pattern":
      return lowerListPattern(t, node);
    case "object_pattern":
      return lowerMapPattern(t, node);
    case "assignment_pattern":
    case "object_assignment_pattern":
      return lowerBinding(t, node).target;
    case "rest_pattern":
    case "parenthesized_expression":
    case "non_null_expression": {
      const inner = firstNamed(t, node);
      return inner < 0 ? opaque(t, node, "missing") : lowerPattern(t, inner);
    }
    default:
      return patternOf(lowerExpression(t, node));
  }
}

/** A target with its default (`a = 1`). */
function lowerBinding(t: Tree, node: number): Binding {
  const kind = kindOf(t, node);
  if (kind !== "assignment_pattern" && kind !== "object_assignment_pattern") return { target: lowerPattern(t, node) };
  const left = childIn(t, node, "left");
  const right = childIn(t, node, "right");
  const target = left < 0 ? opaque(t, node, "missing") : lowerPattern(t, left);
  return right < 0 ? { target } : { target, default: lowerExpression(t, right) };
}

function lowerListPattern(t: Tree, node: number): ListPattern {
  const pattern: ListPattern = { kind: "list-pattern", items: [], ...spanOf(t, node) };
  let item: Binding | undefined;
  for (const child of childrenOf(t, node)) {
    if (!isNamed(t, child)) {
      if (kindOf(t, child) !== ",") continue;
      if (!pattern.rest) pattern.items.push(item);
      item = undefined;
    } else if (kindOf(t, child) === "rest_pattern") pattern.rest = lowerPattern(t, child);
    else item = lowerBinding(t, child);
  }
  if (item && !pattern.rest) pattern.items.push(item);
  return pattern;
}

function lowerMapPattern(t: Tree, node: number): MapPattern {
  const pattern: MapPattern = { kind: "map-pattern", entries: [], ...spanOf(t, node) };
  for (const child of namedChildrenOf(t, node)) {
    const kind = kindOf(t, child);
    if (kind === "rest_pattern") pattern.rest = lowerPattern(t, child);
    else if (kind === "pair_pattern") {
      const key = childIn(t, child, "key");
      const value = childIn(t, child, "value");
      if (key >= 0 && value >= 0) pattern.entries.push({ key: keyText(t, key), ...lowerBinding(t, value) });
    } else {
      const binding = lowerBinding(t, child);
      const key = binding.target.kind === "name" ? binding.target.name : textOf(t, child);
      pattern.entries.push({ key, ...binding });
    }
  }
  return pattern;
}

/** A computed key keeps its brackets: no property is called so. */
function keyText(t: Tree, node: number): string {
  if (kindOf(t, node) !== "string") return textOf(t, node);
  return stringValue(t, node)
    .parts.map((part) => (part.kind === "text" ? part.text : ""))
    .join("");
}
