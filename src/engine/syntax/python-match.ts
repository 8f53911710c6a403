import { lowerStatements } from "./lower-python";
import { nameAt, opaque } from "./lowering";
import type { BranchArm, Expr, NameNode, Statement } from "./program";
import { lowerExpression } from "./python-expressions";
import type { Tree } from "./tree";
import { childIn, childOfKind, childrenIn, firstNamed, kindOf, namedChildrenOf, spanOf, textOf } from "./tree";

/** `match`: each case is an arm; the names that its pattern binds are declared at the start of its body. */
export function lowerMatch(t: Tree, node: number, into: Statement[]): void {
  const arms: BranchArm[] = [];
  const subjects = childrenIn(t, node, "subject").map((each) => lowerExpression(t, each));
  const body = childIn(t, node, "body");
  for (const clause of body < 0 ? [] : namedChildrenOf(t, body))
    if (kindOf(t, clause) === "case_clause") arms.push(lowerCase(t, clause));
  const subject =
    subjects.length === 1 ? subjects[0]! : opaque(t, node, subjects.length === 0 ? "missing" : "tuple", subjects);
  into.push({ kind: "branch", how: "match", subject, arms, ...spanOf(t, node) });
}

function lowerCase(t: Tree, clause: number): BranchArm {
  const captured: NameNode[] = [];
  const tests = namedChildrenOf(t, clause)
    .filter((child) => kindOf(t, child) === "case_pattern")
    .map((child) => lowerCasePattern(t, child, captured));
  const guard = childIn(t, clause, "guard");
  const condition = guard < 0 ? -1 : firstNamed(t, guard);
  if (condition >= 0) tests.push(lowerExpression(t, condition));
  const body = captured.map(
    (target): Statement => ({ kind: "assign", target, operator: "=", start: target.start, end: target.end }),
  );
  body.push(...lowerStatements(t, childIn(t, clause, "consequence")));
  const [only] = tests;
  const wildcard = tests.length === 1 && only?.kind === "opaque" && only.what === "wildcard";
  const test = tests.length === 1 ? only! : opaque(t, clause, "pattern", tests);
  return { role: wildcard ? "default" : "case", ...(!wildcard && { test }), body, ...spanOf(t, clause) };
}

/** A literal or a dotted name is an expression; anything else is opaque with the literals in it. */
function lowerCasePattern(t: Tree, node: number, captured: NameNode[]): Expr {
  const children = namedChildrenOf(t, node);
  const [child] = children;
  if (child === undefined) return textOf(t, node) === "_" ? opaque(t, node, "wildcard") : opaque(t, node, "pattern");
  if (children.length > 1) return opaque(t, node, "pattern", patternParts(t, node, captured));
  switch (kindOf(t, child)) {
    case "dotted_name": {
      const names = namedChildrenOf(t, child);
      if (names.length !== 1) return dottedName(t, child, names);
      captured.push(nameAt(t, child));
      return opaque(t, child, "capture");
    }
    case "string":
    case "concatenated_string":
    case "integer":
    case "float":
    case "true":
    case "false":
    case "none":
      return textOf(t, node).startsWith("-") ? opaque(t, node, "pattern") : lowerExpression(t, child);
    default:
      return opaque(t, child, "pattern", patternParts(t, child, captured));
  }
}

/** The parts of a compound pattern, however it is built, with an explicit stack: patterns nest as deep as anyone likes. */
function patternParts(t: Tree, node: number, captured: NameNode[]): Expr[] {
  const parts: Expr[] = [];
  const stack = namedChildrenOf(t, node).reverse();
  while (stack.length > 0) {
    const child = stack.pop()!;
    const kind = kindOf(t, child);
    if (kind === "identifier") captured.push(nameAt(t, child));
    else if (kind === "string" || kind === "concatenated_string") parts.push(lowerExpression(t, child));
    else if (kind === "dotted_name") {
      const names = namedChildrenOf(t, child);
      const isClass = childOfKind(t, child, ".") >= 0 || t.text[t.ends[child]!] === "(";
      if (names.length > 1 || isClass) parts.push(dottedName(t, child, names));
      else captured.push(nameAt(t, child));
    } else if (kind === "keyword_pattern") stack.push(...namedChildrenOf(t, child).slice(1).reverse());
    else stack.push(...namedChildrenOf(t, child).reverse());
  }
  return parts;
}

function dottedName(t: Tree, node: number, names: number[]): Expr {
  const start = t.starts[node]!;
  let value: Expr | undefined;
  for (const name of names) {
    if (!value) value = nameAt(t, name);
    else {
      const propertySpan = spanOf(t, name);
      value = { kind: "member", object: value, property: textOf(t, name), propertySpan, start, end: propertySpan.end };
    }
  }
  return value ?? opaque(t, node, "missing");
}
