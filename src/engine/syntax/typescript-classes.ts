import { docBefore } from "./comments";
import { lowerStatement, lowerStatements, typeText } from "./lower-typescript";
import { exact, nameAt, opaque } from "./lowering";
import type { ClassNode, Expr, FunctionNode, Param, Pattern, Span, Statement } from "./program";
import type { Tree } from "./tree";
import {
  childIn,
  childOfKind,
  childrenIn,
  firstNamed,
  hasChild,
  isNamed,
  kindOf,
  namedChildrenOf,
  spanOf,
  textOf,
} from "./tree";
import { lowerExpression, stringValue } from "./typescript-expressions";
import { lowerPattern } from "./typescript-patterns";

/** A function, arrow function or method; `before` are decorators that the grammar puts beside it. */
export function lowerFunction(t: Tree, node: number, before: number[] = []): FunctionNode {
  const outer = t.yields;
  t.yields = false;
  const decorators = [...before, ...childrenIn(t, node, "decorator")];
  const span = spanOf(t, node);
  const start = Math.min(span.start, ...decorators.map((each) => t.starts[each]!));
  const name = childIn(t, node, "name");
  const doc = docBefore(t, documentedStart(t, node, start));
  const returns = typeText(t, node, "return_type");
  const lowered: FunctionNode = {
    kind: "function",
    ...(name >= 0 && { name: propertyName(t, name), nameSpan: spanOf(t, name) }),
    params: lowerParams(t, node),
    body: lowerFunctionBody(t, node),
    ...(returns !== undefined && { returns }),
    async: hasChild(t, node, "async"),
    generator: hasChild(t, node, "*") || kindOf(t, node).startsWith("generator_") || t.yields,
    decorators: decorators.map((each) => lowerDecorator(t, each)),
    ...(doc !== undefined && { doc }),
    modifiers: modifiersOf(t, node),
    start,
    end: span.end,
  };
  t.yields = outer;
  return lowered;
}

/** Documentation stands before `export` too. */
function documentedStart(t: Tree, node: number, start: number): number {
  const exported = /(?:^|[\s;}])(export(?:\s+default)?(?:\s+declare)?\s+)$/.exec(
    t.text.slice(Math.max(0, start - 40), start),
  );
  return exported && kindOf(t, node) !== "method_definition" ? start - exported[1]!.length : start;
}

function propertyName(t: Tree, node: number): string {
  if (kindOf(t, node) !== "string") return textOf(t, node);
  const [part] = stringValue(t, node).parts;
  return part?.kind === "text" ? part.text : "";
}

const modifierNames: Record<string, string> = {
  static: "static",
  get: "property",
  set: "setter",
  abstract: "abstract",
  "static get": "property",
};

function modifiersOf(t: Tree, node: number): string[] {
  if (!/^(?:method|abstract_method|public_field|field)_/.test(kindOf(t, node))) return [];
  const modifiers: string[] = [];
  const end = t.nexts[node]!;
  for (let child = node + 1; child < end; child = t.nexts[child]!) {
    const name = modifierNames[kindOf(t, child)];
    if (name) modifiers.push(name);
    else if (kindOf(t, child) === "accessibility_modifier") modifiers.push(textOf(t, child));
    else if (isNamed(t, child)) break;
  }
  return modifiers;
}

function lowerFunctionBody(t: Tree, node: number): Statement[] {
  const body = childIn(t, node, "body");
  if (body < 0) return [];
  if (kindOf(t, body) === "statement_block") return lowerStatements(t, body);
  const value = lowerExpression(t, body);
  return [{ kind: "return", how: "return", value, start: value.start, end: value.end }];
}

function lowerParams(t: Tree, node: number): Param[] {
  const single = childIn(t, node, "parameter");
  if (single >= 0) return [{ target: lowerPattern(t, single), kind: "normal", ...spanOf(t, single) }];
  const list = childIn(t, node, "parameters");
  if (list < 0) return [];
  const params: Param[] = [];
  for (const child of namedChildrenOf(t, list)) {
    const param = lowerParam(t, child);
    // TypeScript's `this` parameter only states a type.
    if (param && !(param.target.kind === "name" && param.target.name === "this")) params.push(param);
  }
  return exact(params);
}

/** TypeScript wraps each parameter; in JavaScript it is the bare pattern. */
function lowerParam(t: Tree, node: number): Param | undefined {
  const kind = kindOf(t, node);
  if (kind === "ERROR" || kind === "decorator") return undefined;
  const wrapped = kind === "required_parameter" || kind === "optional_parameter";
  const parts = kind === "assignment_pattern" ? "left" : "pattern";
  const pattern = wrapped || kind === "assignment_pattern" ? childIn(t, node, parts) : node;
  const fallback = wrapped ? childIn(t, node, "value") : kind === "assignment_pattern" ? childIn(t, node, "right") : -1;
  const target: Pattern = pattern < 0 ? opaque(t, node, "missing") : lowerPattern(t, pattern);
  const type = wrapped ? typeText(t, node) : undefined;
  const property = wrapped && (hasChild(t, node, "accessibility_modifier") || hasChild(t, node, "readonly"));
  return {
    target,
    ...(fallback >= 0 && { default: lowerExpression(t, fallback) }),
    kind: pattern >= 0 && kindOf(t, pattern) === "rest_pattern" ? "rest" : "normal",
    ...(type !== undefined && { type }),
    ...(property && { property }),
    ...spanOf(t, node),
  };
}

function lowerDecorator(t: Tree, node: number): Expr {
  const inner = firstNamed(t, node);
  return inner < 0 ? opaque(t, node, "missing") : lowerExpression(t, inner);
}

/** A class; `before` are decorators that stand before `export`. */
export function lowerClass(t: Tree, node: number, before: number[] = []): ClassNode {
  const decorators = [...before, ...childrenIn(t, node, "decorator")];
  const span = spanOf(t, node);
  const start = Math.min(span.start, ...decorators.map((each) => t.starts[each]!));
  const name = childIn(t, node, "name");
  const doc = docBefore(t, documentedStart(t, node, start));
  const body = childIn(t, node, "body");
  return {
    kind: "class",
    ...(name >= 0 && { name: textOf(t, name), nameSpan: spanOf(t, name) }),
    bases: basesOf(t, node),
    body: body < 0 ? [] : lowerMembers(t, body),
    decorators: decorators.map((each) => lowerDecorator(t, each)),
    ...(doc !== undefined && { doc }),
    start,
    end: span.end,
  };
}

/** What a class extends; in JavaScript the expression stands in the heritage clause itself. */
function basesOf(t: Tree, node: number): Expr[] {
  const heritage = childOfKind(t, node, "class_heritage");
  if (heritage < 0) return [];
  const clause = childOfKind(t, heritage, "extends_clause");
  if (clause >= 0) return childrenIn(t, clause, "value").map((base) => lowerExpression(t, base));
  const base = firstNamed(t, heritage);
  return base < 0 || kindOf(t, base) === "implements_clause" ? [] : [lowerExpression(t, base)];
}

function lowerMembers(t: Tree, body: number): Statement[] {
  const members: Statement[] = [];
  let decorators: number[] = [];
  for (const child of namedChildrenOf(t, body)) {
    switch (kindOf(t, child)) {
      case "decorator":
        decorators.push(child);
        continue;
      case "method_definition": {
        const method = lowerFunction(t, child, decorators);
        members.push({ kind: "function-statement", function: method, start: method.start, end: method.end });
        break;
      }
      case "public_field_definition":
      case "field_definition":
        members.push(methodInField(t, child, decorators) ?? lowerField(t, child));
        break;
      case "method_signature":
      case "abstract_method_signature":
      case "index_signature":
        break;
      default:
        lowerStatement(t, child, members);
    }
    decorators = [];
  }
  return exact(members);
}

/** `ask = async (question) => …`: a function in a field has the object as its `this`, as a method has. */
function methodInField(t: Tree, node: number, decorators: number[]): Statement | undefined {
  const name = fieldName(t, node);
  const value = childIn(t, node, "value");
  if (name < 0 || value < 0 || kindOf(t, name) === "computed_property_name") return undefined;
  if (!/^(?:arrow_function|function_expression)$/.test(kindOf(t, value))) return undefined;
  const { start, end } = spanOf(t, node);
  const method: FunctionNode = {
    ...lowerFunction(t, value, decorators),
    name: propertyName(t, name),
    nameSpan: spanOf(t, name),
    modifiers: modifiersOf(t, node),
    start,
    end,
  };
  return { kind: "function-statement", function: method, start, end };
}

function fieldName(t: Tree, node: number): number {
  return Math.max(childIn(t, node, "name"), childIn(t, node, "property"));
}

function lowerField(t: Tree, node: number): Statement {
  const name = fieldName(t, node);
  const value = childIn(t, node, "value");
  const type = typeText(t, node);
  return {
    kind: "assign",
    target: fieldTarget(t, node, name),
    operator: "=",
    ...(value >= 0 && { value: lowerExpression(t, value) }),
    declaration: "field",
    ...(type !== undefined && { type }),
    ...spanOf(t, node),
  };
}

function fieldTarget(t: Tree, node: number, name: number): Pattern {
  if (name < 0) return opaque(t, node, "missing");
  const span: Span = spanOf(t, name);
  if (kindOf(t, name) === "string") return { kind: "name", name: propertyName(t, name), ...span };
  if (kindOf(t, name) !== "computed_property_name") return nameAt(t, name);
  return { kind: "opaque", what: "computed name", children: [lowerDecorator(t, name)], ...span };
}
