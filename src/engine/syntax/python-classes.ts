import { lowerStatements } from "./lower-python";
import { exact, nameAt, opaque } from "./lowering";
import type { ClassNode, Expr, FunctionNode, Param, Span, Statement } from "./program";
import { lowerExpression } from "./python-expressions";
import { lowerPattern } from "./python-patterns";
import { lowerString } from "./python-strings";
import type { Tree } from "./tree";
import { childIn, firstNamed, hasChild, kindOf, namedChildrenOf, spanOf, textOf } from "./tree";

/** A `def`; `span` takes in its decorators. */
export function lowerFunction(t: Tree, node: number, decorators: number[], span: Span): FunctionNode {
  const outer = t.yields;
  t.yields = false;
  const name = childIn(t, node, "name");
  const bodyNode = childIn(t, node, "body");
  const doc = docstring(t, bodyNode);
  const lowered = decorators.map((each) => lowerDecorator(t, each));
  const returns = childIn(t, node, "return_type");
  const result: FunctionNode = {
    kind: "function",
    ...(name >= 0 && { name: textOf(t, name), nameSpan: spanOf(t, name) }),
    params: lowerParams(t, childIn(t, node, "parameters")),
    body: lowerStatements(t, bodyNode),
    ...(returns >= 0 && { returns: textOf(t, returns) }),
    async: hasChild(t, node, "async"),
    generator: t.yields,
    decorators: lowered,
    ...(doc !== undefined && { doc }),
    modifiers: lowered.flatMap(modifierOf),
    ...span,
  };
  t.yields = outer;
  return result;
}

/** A lambda's body is what it returns. */
export function lowerLambda(t: Tree, node: number): FunctionNode {
  const outer = t.yields;
  t.yields = false;
  const bodyNode = childIn(t, node, "body");
  const value = bodyNode < 0 ? undefined : lowerExpression(t, bodyNode);
  const body: Statement[] = value ? [{ kind: "return", how: "return", value, start: value.start, end: value.end }] : [];
  const params = lowerParams(t, childIn(t, node, "parameters"));
  const generator = t.yields;
  t.yields = outer;
  return { kind: "function", params, body, async: false, generator, decorators: [], modifiers: [], ...spanOf(t, node) };
}

const modifierNames: Record<string, string> = {
  staticmethod: "static",
  classmethod: "classmethod",
  property: "property",
  cached_property: "property",
  abstractmethod: "abstract",
  setter: "setter",
};

function modifierOf(decorator: Expr): string[] {
  const name = decorator.kind === "name" ? decorator.name : decorator.kind === "member" ? decorator.property : "";
  const modifier = Object.hasOwn(modifierNames, name) ? modifierNames[name] : undefined;
  return modifier ? [modifier] : [];
}

function lowerDecorator(t: Tree, node: number): Expr {
  const inner = firstNamed(t, node);
  return inner < 0 ? opaque(t, node, "missing") : lowerExpression(t, inner);
}

/** The string that a body begins with, as `inspect.cleandoc` gives it: so do all who read docstrings at run time. */
function docstring(t: Tree, body: number): string | undefined {
  const first = body < 0 ? -1 : firstNamed(t, body);
  const value = first >= 0 && kindOf(t, first) === "expression_statement" ? firstNamed(t, first) : -1;
  if (value < 0) return undefined;
  const kind = kindOf(t, value);
  if (kind !== "string" && kind !== "concatenated_string") return undefined;
  const { parts, bytes } = lowerString(t, value);
  if (bytes || parts.some((part) => part.kind === "hole")) return undefined;
  return withoutMargin(parts.map((part) => (part.kind === "text" ? part.text : "")).join(""));
}

/** Without the indentation that all lines but the first share, and without blank lines at both ends. */
function withoutMargin(text: string): string {
  const [first = "", ...rest] = text.split("\n");
  const widths = rest.flatMap((line) => (line.trim() === "" ? [] : [line.length - line.trimStart().length]));
  const margin = widths.length > 0 ? Math.min(...widths) : 0;
  const lines = [first.trimStart(), ...rest.map((line) => line.slice(margin))];
  return lines.join("\n").replace(/^(?:[ \t\r]*\n)+|(?:\n[ \t\r]*)+$/g, "");
}

function lowerParams(t: Tree, list: number): Param[] {
  const params: Param[] = [];
  let kind: Param["kind"] = "normal";
  for (const child of list < 0 ? [] : namedChildrenOf(t, list)) {
    if (kindOf(t, child) === "keyword_separator") kind = "keyword-only";
    else {
      const param = lowerParam(t, child, kind);
      if (!param) continue;
      params.push(param);
      if (param.kind === "rest") kind = "keyword-only";
    }
  }
  return exact(params);
}

const splats: Record<string, Param["kind"]> = {
  list_splat_pattern: "rest",
  dictionary_splat_pattern: "named-rest",
};

function lowerParam(t: Tree, node: number, kind: Param["kind"]): Param | undefined {
  const span = spanOf(t, node);
  switch (kindOf(t, node)) {
    case "identifier":
      return { target: nameAt(t, node), kind, ...span };
    case "tuple_pattern":
      return { target: lowerPattern(t, node), kind, ...span };
    case "list_splat_pattern":
    case "dictionary_splat_pattern":
      return { target: lowerPattern(t, firstNamed(t, node)), kind: splats[kindOf(t, node)]!, ...span };
    case "typed_parameter": {
      const inner = firstNamed(t, node);
      const param = inner < 0 ? undefined : lowerParam(t, inner, kind);
      return param && { ...param, ...typeOf(t, node), ...span };
    }
    case "default_parameter":
    case "typed_default_parameter": {
      const value = childIn(t, node, "value");
      return {
        target: lowerPattern(t, childIn(t, node, "name")),
        ...(value >= 0 && { default: lowerExpression(t, value) }),
        kind,
        ...typeOf(t, node),
        ...span,
      };
    }
    default:
      return undefined;
  }
}

function typeOf(t: Tree, node: number): { type?: string } {
  const type = childIn(t, node, "type");
  return type < 0 ? {} : { type: textOf(t, type) };
}

/** A class; an assignment in its body is a field. */
export function lowerClass(t: Tree, node: number, decorators: number[], span: Span): ClassNode {
  const name = childIn(t, node, "name");
  const bodyNode = childIn(t, node, "body");
  const doc = docstring(t, bodyNode);
  const supers = childIn(t, node, "superclasses");
  const bases = supers < 0 ? [] : namedChildrenOf(t, supers).filter((each) => !kindOf(t, each).includes("argument"));
  const body = lowerStatements(t, bodyNode);
  for (const each of body) if (each.kind === "assign") each.declaration = "field";
  return {
    kind: "class",
    ...(name >= 0 && { name: textOf(t, name), nameSpan: spanOf(t, name) }),
    bases: bases.map((each) => lowerExpression(t, each)),
    body,
    decorators: decorators.map((each) => lowerDecorator(t, each)),
    ...(doc !== undefined && { doc }),
    ...span,
  };
}
