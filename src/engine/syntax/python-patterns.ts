import { deeper, nameAt, opaque, patternOf } from "./lowering";
import type { Expr, ListPattern, Pattern } from "./program";
import { lowerExpression } from "./python-expressions";
import type { Tree } from "./tree";
import { firstNamed, kindOf, namedChildrenOf, spanOf } from "./tree";

/** The left side of an assignment, a loop or an `as`. */
export function lowerPattern(t: Tree, node: number): Pattern {
  if (node < 0) return { kind: "opaque", what: "missing", children: [], start: 0, end: 0 };
  return deeper<Pattern>(
    t,
    node,
    () => lowerKind(t, node),
    (stub) => stub,
  );
}

const sequences = new Set(["pattern_list", "tuple_pattern", "list_pattern", "tuple", "list", "expression_list"]);
const stars = new Set(["list_splat_pattern", "list_splat"]);

function lowerKind(t: Tree, node: number): Pattern {
  const kind = kindOf(t, node);
  if (kind === "identifier") return nameAt(t, node);
  if (kind === "as_pattern_target" || kind === "parenthesized_expression" || stars.has(kind)) {
    const inner = firstNamed(t, node);
    return inner < 0 ? opaque(t, node, "missing") : lowerPattern(t, inner);
  }
  return sequences.has(kind) ? lowerSequence(t, node) : patternOf(lowerExpression(t, node));
}

function lowerSequence(t: Tree, node: number): Pattern {
  const pattern: ListPattern = { kind: "list-pattern", items: [], ...spanOf(t, node) };
  const children = namedChildrenOf(t, node);
  for (const [index, child] of children.entries()) {
    if (!stars.has(kindOf(t, child))) pattern.items.push({ target: lowerPattern(t, child) });
    else if (index === children.length - 1) pattern.rest = lowerPattern(t, child);
    else return lowerOpenSequence(t, node, children);
  }
  return pattern;
}

/** `a, *b, c = x`: what `c` gets depends on how long `x` is, so no position is claimed for anything. */
function lowerOpenSequence(t: Tree, node: number, children: number[]): Pattern {
  const names = children.map((child): Expr => {
    const target = lowerPattern(t, child);
    if (target.kind !== "list-pattern" && target.kind !== "map-pattern") return target;
    return opaque(t, child, "target");
  });
  return opaque(t, node, "target", names);
}
