import { commentText } from "./comments";
import {
  chainedAssignment,
  exact,
  nameAt,
  opaque,
  programOf,
  type StatementHandler,
  statementAt,
  statementsIn,
} from "./lowering";
import type { BranchArm, ClassNode, Expr, LanguageId, MapEntry, Pattern, Program, Span, Statement } from "./program";
import type { Tree } from "./tree";
import {
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  firstNamed,
  hasChild,
  isNamed,
  kindOf,
  namedChildrenOf,
  spanOf,
  textOf,
} from "./tree";
import { lowerClass, lowerFunction } from "./typescript-classes";
import { lowerExpression, stringValue } from "./typescript-expressions";
import { lowerExport, lowerImport } from "./typescript-modules";
import { lowerPattern } from "./typescript-patterns";

/** TypeScript, TSX and JavaScript: their grammars name things alike. */
export function lowerTypeScript(path: string, language: LanguageId, t: Tree): Program {
  return programOf(path, language, t, lowerStatements(t, 0), commentText);
}

/** The statements among the children of a node. */
export function lowerStatements(t: Tree, node: number): Statement[] {
  return statementsIn(t, node, lowerStatement);
}

/** A block, or a single statement in its place. */
export function lowerBody(t: Tree, node: number): Statement[] {
  if (node < 0) return [];
  if (kindOf(t, node) === "statement_block") return lowerStatements(t, node);
  const statements: Statement[] = [];
  lowerStatement(t, node, statements);
  return exact(statements);
}

export function lowerStatement(t: Tree, node: number, into: Statement[]): void {
  statementAt(t, node, into, language);
}

const nothing: StatementHandler = () => {};
const inline: StatementHandler = (t, node, into) => {
  for (const child of namedChildrenOf(t, node)) lowerStatement(t, child, into);
};
const block: StatementHandler = (t, node, into) => {
  into.push({ kind: "block", body: lowerBody(t, childIn(t, node, "body")), ...spanOf(t, node) });
};
const jump: StatementHandler = (t, node, into) => {
  const value = opaque(t, node, kindOf(t, node) === "break_statement" ? "break" : "continue");
  into.push({ kind: "expression", value, ...spanOf(t, node) });
};
const functionDeclaration: StatementHandler = (t, node, into) => {
  into.push({ kind: "function-statement", function: lowerFunction(t, node), ...spanOf(t, node) });
};
const classDeclaration: StatementHandler = (t, node, into) => {
  const lowered: ClassNode = lowerClass(t, node);
  into.push({ kind: "class-statement", class: lowered, start: lowered.start, end: lowered.end });
};
const give =
  (how: "return" | "throw"): StatementHandler =>
  (t, node, into) => {
    const value = firstNamed(t, node);
    into.push({ kind: "return", how, ...(value >= 0 && { value: lowerExpression(t, value) }), ...spanOf(t, node) });
  };

const handlers = new Map<string, StatementHandler>([
  ["expression_statement", lowerExpressionStatement],
  ["lexical_declaration", lowerDeclaration],
  ["variable_declaration", lowerDeclaration],
  ["function_declaration", functionDeclaration],
  ["generator_function_declaration", functionDeclaration],
  ["class_declaration", classDeclaration],
  ["abstract_class_declaration", classDeclaration],
  ["import_statement", lowerImport],
  ["import_alias", lowerImport],
  ["export_statement", lowerExport],
  ["enum_declaration", lowerEnum],
  ["ambient_declaration", inline],
  ["ERROR", inline],
  [
    "statement_block",
    (t, node, into) => {
      into.push({ kind: "block", body: lowerStatements(t, node), ...spanOf(t, node) });
    },
  ],
  ["class_static_block", block],
  ["module", block],
  ["internal_module", block],
  ["with_statement", block],
  [
    "labeled_statement",
    (t, node, into) => {
      const body = childIn(t, node, "body");
      if (body >= 0) lowerStatement(t, body, into);
    },
  ],
  ["return_statement", give("return")],
  ["throw_statement", give("throw")],
  ["break_statement", jump],
  ["continue_statement", jump],
  ["if_statement", lowerIf],
  ["switch_statement", lowerSwitch],
  ["try_statement", lowerTry],
  ["for_in_statement", lowerForEach],
  ["for_statement", lowerFor],
  ["while_statement", lowerWhile],
  ["do_statement", lowerWhile],
  ["empty_statement", nothing],
  ["debugger_statement", nothing],
  ["interface_declaration", nothing],
  ["type_alias_declaration", nothing],
  ["function_signature", nothing],
  ["import_attribute", nothing],
  ["statement_identifier", nothing],
  ["type_annotation", nothing],
  ["type_identifier", nothing],
  ["predefined_type", nothing],
  ["accessibility_modifier", nothing],
]);

const language = { handlers, expression: lowerExpression };

function lowerExpressionStatement(t: Tree, node: number, into: Statement[]): void {
  let value = firstNamed(t, node);
  if (value < 0) return;
  while (kindOf(t, value) === "parenthesized_expression" && firstNamed(t, value) >= 0) value = firstNamed(t, value);
  const kind = kindOf(t, value);
  const span = spanOf(t, node);
  if (kind === "internal_module") block(t, value, into);
  else if (kind === "sequence_expression") for (const part of namedChildrenOf(t, value)) lowerPart(t, part, into, span);
  else lowerPart(t, value, into, span);
}

/** One expression whose value nobody takes. */
function lowerPart(t: Tree, value: number, into: Statement[], span: Span): void {
  const kind = kindOf(t, value);
  if (kind === "assignment_expression") lowerAssignment(t, value, into, span);
  else if (kind === "augmented_assignment_expression") {
    const target = lowerPattern(t, childIn(t, value, "left"));
    const operator = textOf(t, childIn(t, value, "operator"));
    into.push({ kind: "assign", target, operator, value: lowerField(t, value, "right"), ...span });
  } else if (kind === "yield_expression" && !hasChild(t, value, "*")) {
    t.yields = true;
    give("return")(t, value, into);
  } else into.push({ kind: "expression", value: lowerExpression(t, value), start: span.start, end: span.end });
}

/** `a = b = c`, and `using a = b`, which the grammar reads as one. */
function lowerAssignment(t: Tree, node: number, into: Statement[], span: Span): void {
  const targets: Pattern[] = [];
  const declared = hasChild(t, node, "using");
  let value = node;
  while (value >= 0 && kindOf(t, value) === "assignment_expression") {
    targets.push(lowerPattern(t, childIn(t, value, "left")));
    value = childIn(t, value, "right");
  }
  const lowered = value < 0 ? undefined : lowerExpression(t, value);
  into.push(...chainedAssignment(targets, lowered, span, declared ? { declaration: "const" } : {}));
}

export function lowerField(t: Tree, node: number, field: string): Expr {
  const child = childIn(t, node, field);
  return child < 0 ? opaque(t, node, "missing") : lowerExpression(t, child);
}

function lowerDeclaration(t: Tree, node: number, into: Statement[]): void {
  const keyword = node + 1 < t.nexts[node]! ? textOf(t, node + 1) : "var";
  const declaration = keyword === "let" || keyword === "var" ? keyword : "const";
  for (const child of namedChildrenOf(t, node)) {
    if (kindOf(t, child) !== "variable_declarator") {
      if (kindOf(t, child) === "ERROR") lowerStatement(t, child, into);
      continue;
    }
    const name = childIn(t, child, "name");
    if (name < 0) continue;
    const type = typeText(t, child);
    const value = childIn(t, child, "value");
    into.push({
      kind: "assign",
      target: lowerPattern(t, name),
      operator: "=",
      ...(value >= 0 && { value: lowerExpression(t, value) }),
      declaration,
      ...(type !== undefined && { type }),
      ...spanOf(t, child),
    });
  }
}

/** The source of a type annotation, without its colon. */
export function typeText(t: Tree, node: number, field = "type"): string | undefined {
  const type = childIn(t, node, field);
  return type < 0 ? undefined : textOf(t, type).replace(/^\s*:\s*/, "");
}

/** `enum E { A = "x" }` is a constant map. */
function lowerEnum(t: Tree, node: number, into: Statement[]): void {
  const name = childIn(t, node, "name");
  const body = childIn(t, node, "body");
  if (name < 0 || body < 0) return;
  const entries: MapEntry[] = [];
  let next: number | undefined = 0;
  for (const member of namedChildrenOf(t, body)) {
    const assigned = kindOf(t, member) === "enum_assignment";
    const key = assigned ? childIn(t, member, "name") : member;
    if (key < 0 || kindOf(t, key) === "ERROR") continue;
    let value: Expr;
    if (assigned) value = lowerField(t, member, "value");
    else if (next === undefined) value = opaque(t, member, "enum member");
    else value = { kind: "number", value: next, ...spanOf(t, member) };
    next = value.kind === "number" ? value.value + 1 : undefined;
    entries.push({ kind: "entry", key: stringValue(t, key), value, ...spanOf(t, member) });
  }
  into.push({
    kind: "assign",
    target: nameAt(t, name),
    operator: "=",
    value: { kind: "map", entries, ...spanOf(t, body) },
    declaration: "const",
    ...spanOf(t, node),
  });
}

/** `else if` chains become further arms, however long. */
function lowerIf(t: Tree, node: number, into: Statement[]): void {
  const arms: BranchArm[] = [];
  let at = node;
  for (;;) {
    const test = childIn(t, at, "condition");
    const body = childIn(t, at, "consequence");
    const condition = test < 0 ? opaque(t, at, "missing") : lowerExpression(t, test);
    const end = t.ends[body < 0 ? at : body]!;
    arms.push({ role: "then", test: condition, body: lowerBody(t, body), start: condition.start, end });
    const otherwise = childIn(t, at, "alternative");
    if (otherwise < 0) break;
    const inner = firstNamed(t, otherwise);
    if (inner >= 0 && kindOf(t, inner) === "if_statement") {
      at = inner;
      continue;
    }
    arms.push({ role: "else", body: lowerBody(t, inner), ...spanOf(t, otherwise) });
    break;
  }
  into.push({ kind: "branch", how: "if", arms: exact(arms), ...spanOf(t, node) });
}

function lowerSwitch(t: Tree, node: number, into: Statement[]): void {
  const arms: BranchArm[] = [];
  const body = childIn(t, node, "body");
  for (const arm of body < 0 ? [] : namedChildrenOf(t, body)) {
    const statements: Statement[] = [];
    for (const child of childrenIn(t, arm, "body")) lowerStatement(t, child, statements);
    const value = childIn(t, arm, "value");
    const test = value < 0 ? {} : { test: lowerExpression(t, value) };
    const role = kindOf(t, arm) === "switch_default" ? "default" : "case";
    arms.push({ role, ...test, body: statements, ...spanOf(t, arm) });
  }
  into.push({ kind: "branch", how: "switch", subject: lowerField(t, node, "value"), arms, ...spanOf(t, node) });
}

function lowerTry(t: Tree, node: number, into: Statement[]): void {
  const arms: BranchArm[] = [];
  const body = childIn(t, node, "body");
  if (body >= 0) arms.push({ role: "try", body: lowerStatements(t, body), ...spanOf(t, body) });
  const handler = childIn(t, node, "handler");
  if (handler >= 0) {
    const parameter = childIn(t, handler, "parameter");
    const caught: Statement[] = [];
    if (parameter >= 0)
      caught.push({
        kind: "assign",
        target: lowerPattern(t, parameter),
        operator: "=",
        declaration: "let",
        ...spanOf(t, parameter),
      });
    caught.push(...lowerStatements(t, childIn(t, handler, "body")));
    arms.push({ role: "except", body: caught, ...spanOf(t, handler) });
  }
  const last = childIn(t, node, "finalizer");
  if (last >= 0) arms.push({ role: "finally", body: lowerStatements(t, childIn(t, last, "body")), ...spanOf(t, last) });
  into.push({ kind: "branch", how: "try", arms, ...spanOf(t, node) });
}

/** `for … of`; a `for … in` goes over the keys, which are not the values of the expression. */
function lowerForEach(t: Tree, node: number, into: Statement[]): void {
  const left = childIn(t, node, "left");
  const over = lowerField(t, node, "right");
  const operator = childIn(t, node, "operator");
  const keys = operator >= 0 && textOf(t, operator) === "in";
  const span = { start: over.start, end: over.end };
  const iterable: Expr = keys ? { kind: "opaque", what: "keys", children: [over], ...span } : over;
  into.push({
    kind: "loop",
    how: "for-each",
    ...(left >= 0 && { target: lowerPattern(t, left) }),
    iterable,
    init: [],
    body: lowerBody(t, childIn(t, node, "body")),
    ...spanOf(t, node),
  });
}

function lowerFor(t: Tree, node: number, into: Statement[]): void {
  const init: Statement[] = [];
  const first = childIn(t, node, "initializer");
  if (first >= 0 && isNamed(t, first)) {
    if (kindOf(t, first) === "sequence_expression")
      for (const part of namedChildrenOf(t, first)) lowerPart(t, part, init, spanOf(t, part));
    else if (handlers.has(kindOf(t, first))) lowerStatement(t, first, init);
    else lowerPart(t, first, init, spanOf(t, first));
  }
  const test = childrenOf(t, node).find((child) => fieldOf(t, child) === "condition" && isNamed(t, child));
  const update = childIn(t, node, "increment");
  into.push({
    kind: "loop",
    how: "for",
    init,
    ...(test !== undefined && kindOf(t, test) !== "empty_statement" && { test: lowerExpression(t, test) }),
    ...(update >= 0 && { update: lowerExpression(t, update) }),
    body: lowerBody(t, childIn(t, node, "body")),
    ...spanOf(t, node),
  });
}

function lowerWhile(t: Tree, node: number, into: Statement[]): void {
  into.push({
    kind: "loop",
    how: kindOf(t, node) === "do_statement" ? "do" : "while",
    init: [],
    test: lowerField(t, node, "condition"),
    body: lowerBody(t, childIn(t, node, "body")),
    ...spanOf(t, node),
  });
}
