import {
  chainedAssignment,
  exact,
  opaque,
  programOf,
  type StatementHandler,
  statementAt,
  statementsIn,
} from "./lowering";
import type { BranchArm, Expr, Pattern, Program, Span, Statement } from "./program";
import { lowerClass, lowerFunction } from "./python-classes";
import { lowerExpression, lowerField, lowerSeveral } from "./python-expressions";
import { lowerMatch } from "./python-match";
import { lowerImport } from "./python-modules";
import { lowerPattern } from "./python-patterns";
import type { Tree } from "./tree";
import {
  childIn,
  childOfKind,
  childrenIn,
  firstNamed,
  hasChild,
  kindOf,
  namedChildrenOf,
  spanOf,
  textOf,
} from "./tree";

export function lowerPython(path: string, t: Tree): Program {
  return programOf(path, "python", t, lowerStatements(t, 0), (text) => text.replace(/^#+!?/, "").trim());
}

export function lowerStatements(t: Tree, node: number): Statement[] {
  return statementsIn(t, node, lowerStatement);
}

export function lowerStatement(t: Tree, node: number, into: Statement[]): void {
  statementAt(t, node, into, language);
}

const nothing: StatementHandler = () => {};
const inline: StatementHandler = (t, node, into) => {
  for (const child of namedChildrenOf(t, node)) lowerStatement(t, child, into);
};
/** A statement whose expressions matter, and nothing else of it does. */
const keep =
  (what: string): StatementHandler =>
  (t, node, into) => {
    const children = namedChildrenOf(t, node).map((child) => lowerExpression(t, child));
    into.push({ kind: "expression", value: opaque(t, node, what, children), ...spanOf(t, node) });
  };
const give =
  (how: "return" | "throw"): StatementHandler =>
  (t, node, into) => {
    const value = firstNamed(t, node);
    into.push({ kind: "return", how, ...(value >= 0 && { value: lowerExpression(t, value) }), ...spanOf(t, node) });
  };

const handlers = new Map<string, StatementHandler>([
  ["expression_statement", lowerExpressionStatement],
  ["function_definition", (t, node, into) => pushFunction(t, node, [], spanOf(t, node), into)],
  ["class_definition", (t, node, into) => pushClass(t, node, [], spanOf(t, node), into)],
  ["decorated_definition", lowerDecorated],
  ["import_statement", lowerImport],
  ["import_from_statement", lowerImport],
  ["future_import_statement", nothing],
  ["return_statement", give("return")],
  ["raise_statement", give("throw")],
  ["if_statement", lowerIf],
  ["for_statement", lowerFor],
  ["while_statement", lowerWhile],
  ["try_statement", lowerTry],
  ["with_statement", lowerWith],
  ["match_statement", lowerMatch],
  [
    "block",
    (t, node, into) => {
      into.push({ kind: "block", body: lowerStatements(t, node), ...spanOf(t, node) });
    },
  ],
  ["ERROR", inline],
  ["pass_statement", nothing],
  ["break_statement", keep("break")],
  ["continue_statement", keep("continue")],
  ["global_statement", keep("global")],
  ["nonlocal_statement", keep("nonlocal")],
  ["delete_statement", keep("del")],
  ["assert_statement", keep("assert")],
  ["print_statement", keep("print")],
  ["exec_statement", keep("exec")],
  ["type_alias_statement", lowerTypeAlias],
]);

const language = { handlers, expression: lowerExpression };

function lowerExpressionStatement(t: Tree, node: number, into: Statement[]): void {
  const span = spanOf(t, node);
  const value = firstNamed(t, node);
  if (value < 0) return;
  const kind = kindOf(t, value);
  if (kind === "assignment") lowerAssignment(t, value, into, span);
  else if (kind === "augmented_assignment") {
    const target = lowerPattern(t, childIn(t, value, "left"));
    const operator = textOf(t, childIn(t, value, "operator"));
    into.push({ kind: "assign", target, operator, value: lowerField(t, value, "right"), ...span });
  } else if (kind === "yield" && !hasChild(t, value, "from")) {
    t.yields = true;
    give("return")(t, value, into);
  } else into.push({ kind: "expression", value: lowerSeveral(t, node), start: span.start, end: span.end });
}

function lowerAssignment(t: Tree, node: number, into: Statement[], span: Span): void {
  const targets: Pattern[] = [];
  let type: string | undefined;
  let value = node;
  while (value >= 0 && kindOf(t, value) === "assignment") {
    const left = childIn(t, value, "left");
    if (left >= 0) targets.push(lowerPattern(t, left));
    const annotation = childIn(t, value, "type");
    if (annotation >= 0) type = textOf(t, annotation);
    value = childIn(t, value, "right");
  }
  const lowered = value < 0 ? undefined : lowerExpression(t, value);
  into.push(...chainedAssignment(targets, lowered, span, type === undefined ? {} : { type }));
}

/** The grammar reads `type(a).b = c` as an alias too; a class's attribute is the attribute of what it is the class of. */
function lowerTypeAlias(t: Tree, node: number, into: Statement[]): void {
  const alias = childIn(t, node, "left");
  const left = alias < 0 ? -1 : firstNamed(t, alias);
  if (left < 0 || (kindOf(t, left) !== "attribute" && kindOf(t, left) !== "subscript")) return;
  const target = lowerPattern(t, left);
  into.push({ kind: "assign", target, operator: "=", value: lowerField(t, node, "right"), ...spanOf(t, node) });
}

function pushFunction(t: Tree, node: number, decorators: number[], span: Span, into: Statement[]): void {
  into.push({ kind: "function-statement", function: lowerFunction(t, node, decorators, span), ...span });
}

function pushClass(t: Tree, node: number, decorators: number[], span: Span, into: Statement[]): void {
  into.push({ kind: "class-statement", class: lowerClass(t, node, decorators, span), ...span });
}

function lowerDecorated(t: Tree, node: number, into: Statement[]): void {
  const definition = childIn(t, node, "definition");
  if (definition < 0) {
    inline(t, node, into);
    return;
  }
  const decorators = namedChildrenOf(t, node).filter((child) => kindOf(t, child) === "decorator");
  const push = kindOf(t, definition) === "class_definition" ? pushClass : pushFunction;
  push(t, definition, decorators, spanOf(t, node), into);
}

function lowerIf(t: Tree, node: number, into: Statement[]): void {
  const arms: BranchArm[] = [];
  const arm = (at: number) => {
    const test = lowerField(t, at, "condition");
    const body = childIn(t, at, "consequence");
    const end = Math.max(t.ends[body < 0 ? at : body]!, test.end);
    arms.push({ role: "then", test, body: lowerStatements(t, body), start: test.start, end });
  };
  arm(node);
  for (const child of childrenIn(t, node, "alternative")) {
    if (kindOf(t, child) === "elif_clause") arm(child);
    else arms.push({ role: "else", body: lowerStatements(t, childIn(t, child, "body")), ...spanOf(t, child) });
  }
  into.push({ kind: "branch", how: "if", arms: exact(arms), ...spanOf(t, node) });
}

function lowerFor(t: Tree, node: number, into: Statement[]): void {
  const left = childIn(t, node, "left");
  into.push({
    kind: "loop",
    how: "for-each",
    ...(left >= 0 && { target: lowerPattern(t, left) }),
    iterable: lowerField(t, node, "right"),
    init: [],
    body: lowerStatements(t, childIn(t, node, "body")),
    ...spanOf(t, node),
  });
  lowerLoopElse(t, node, into);
}

function lowerWhile(t: Tree, node: number, into: Statement[]): void {
  into.push({
    kind: "loop",
    how: "while",
    init: [],
    test: lowerField(t, node, "condition"),
    body: lowerStatements(t, childIn(t, node, "body")),
    ...spanOf(t, node),
  });
  lowerLoopElse(t, node, into);
}

/** What runs after a loop that was not broken out of. */
function lowerLoopElse(t: Tree, node: number, into: Statement[]): void {
  const otherwise = childIn(t, node, "alternative");
  if (otherwise < 0) return;
  into.push({ kind: "block", body: lowerStatements(t, childIn(t, otherwise, "body")), ...spanOf(t, otherwise) });
}

const tryRoles: Record<string, BranchArm["role"]> = {
  except_clause: "except",
  except_group_clause: "except",
  else_clause: "else",
  finally_clause: "finally",
};

function lowerTry(t: Tree, node: number, into: Statement[]): void {
  const arms: BranchArm[] = [];
  const body = childIn(t, node, "body");
  if (body >= 0) arms.push({ role: "try", body: lowerStatements(t, body), ...spanOf(t, body) });
  for (const child of namedChildrenOf(t, node)) {
    const role = tryRoles[kindOf(t, child)];
    if (!role) continue;
    const statements: Statement[] = [];
    const test = role === "except" ? lowerCaught(t, child, statements) : undefined;
    statements.push(...lowerStatements(t, childOfKind(t, child, "block")));
    arms.push({ role, ...(test && { test }), body: statements, ...spanOf(t, child) });
  }
  into.push({ kind: "branch", how: "try", arms, ...spanOf(t, node) });
}

/** `except E as e`: the name is declared in the arm; what it holds is not in the code. */
function lowerCaught(t: Tree, clause: number, into: Statement[]): Expr | undefined {
  const caught = firstNamed(t, clause);
  if (caught < 0 || kindOf(t, caught) === "block") return undefined;
  if (kindOf(t, caught) !== "as_pattern") return lowerExpression(t, caught);
  const alias = childIn(t, caught, "alias");
  if (alias >= 0) {
    into.push({ kind: "assign", target: lowerPattern(t, alias), operator: "=", ...spanOf(t, alias) });
  }
  const type = firstNamed(t, caught);
  return type < 0 ? undefined : lowerExpression(t, type);
}

/** `with a as b:` is a block that begins with `b = a`. */
function lowerWith(t: Tree, node: number, into: Statement[]): void {
  const body: Statement[] = [];
  const clause = childOfKind(t, node, "with_clause");
  for (const item of clause < 0 ? [] : namedChildrenOf(t, clause)) lowerWithItem(t, item, body);
  body.push(...lowerStatements(t, childIn(t, node, "body")));
  into.push({ kind: "block", body: exact(body), ...spanOf(t, node) });
}

function lowerWithItem(t: Tree, item: number, into: Statement[]): void {
  let value = kindOf(t, item) === "with_item" ? childIn(t, item, "value") : item;
  while (value >= 0 && kindOf(t, value) === "parenthesized_expression") value = firstNamed(t, value);
  if (value < 0) return;
  const alias = kindOf(t, value) === "as_pattern" ? childIn(t, value, "alias") : -1;
  const inner = alias < 0 ? value : firstNamed(t, value);
  if (alias < 0) into.push({ kind: "expression", value: lowerExpression(t, inner), ...spanOf(t, item) });
  else {
    const target = lowerPattern(t, alias);
    into.push({ kind: "assign", target, operator: "=", value: lowerExpression(t, inner), ...spanOf(t, item) });
  }
}
