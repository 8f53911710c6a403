import type { Argument, Expr, MapEntry, Param, Pattern, Spread, Statement } from "../syntax/program";

/** The expressions right inside an expression, in source order; a function's and a class's are left to the caller. */
export function children(expr: Expr): Expr[] {
  switch (expr.kind) {
    case "string":
      return [
        ...(expr.tag ? [expr.tag] : []),
        ...expr.parts.flatMap((part) => (part.kind === "hole" ? [part.value] : [])),
      ];
    case "list":
      return expr.items.map((item) => (item.kind === "spread" ? item.value : item));
    case "map":
      return expr.entries.flatMap((entry: MapEntry | Spread) =>
        entry.kind === "spread" ? [entry.value] : [entry.key, entry.value],
      );
    case "member":
      return [expr.object];
    case "index":
      return [expr.object, expr.index];
    case "slice":
      return [expr.object, ...(expr.from ? [expr.from] : []), ...(expr.to ? [expr.to] : [])];
    case "call":
      return [expr.callee, ...expr.args.map((argument: Argument) => argument.value)];
    case "binary":
      return [expr.left, expr.right];
    case "unary":
      return [expr.operand];
    case "choice":
      return [...(expr.test ? [expr.test] : []), ...expr.options];
    case "comprehension":
      return [...expr.loops.flatMap((loop) => [loop.iterable, ...loop.conditions]), expr.item];
    case "await":
      return [expr.value];
    case "assignment":
      return [...patternExpressions(expr.target), expr.value];
    case "opaque":
      return expr.children;
    default:
      return [];
  }
}

/** The expressions that a pattern evaluates: objects and keys of its targets, and its defaults. */
export function patternExpressions(pattern: Pattern): Expr[] {
  switch (pattern.kind) {
    case "name":
      return [];
    case "list-pattern":
      return [
        ...pattern.items.flatMap((item) => (item ? withDefault(item) : [])),
        ...(pattern.rest ? patternExpressions(pattern.rest) : []),
      ];
    case "map-pattern":
      return [
        ...pattern.entries.flatMap((entry) => withDefault(entry)),
        ...(pattern.rest ? patternExpressions(pattern.rest) : []),
      ];
    default:
      return children(pattern);
  }
}

function withDefault(item: { target: Pattern; default?: Expr }): Expr[] {
  return [...patternExpressions(item.target), ...(item.default ? [item.default] : [])];
}

export function paramExpressions(param: Param): Expr[] {
  return [...patternExpressions(param.target), ...(param.default ? [param.default] : [])];
}

/** The expressions right inside a statement, without those of the statements inside it. */
export function expressionsOf(statement: Statement): Expr[] {
  switch (statement.kind) {
    case "assign":
      return [...patternExpressions(statement.target), ...(statement.value ? [statement.value] : [])];
    case "export":
      return statement.default ? [statement.default] : [];
    case "return":
      return statement.value ? [statement.value] : [];
    case "expression":
      return [statement.value];
    case "loop":
      return [
        ...(statement.target ? patternExpressions(statement.target) : []),
        ...(statement.iterable ? [statement.iterable] : []),
        ...(statement.test ? [statement.test] : []),
        ...(statement.update ? [statement.update] : []),
      ];
    case "branch":
      return [
        ...(statement.subject ? [statement.subject] : []),
        ...statement.arms.flatMap((arm) => (arm.test ? [arm.test] : [])),
      ];
    default:
      return [];
  }
}

/** The lists of statements right inside a statement. */
export function bodiesOf(statement: Statement): Statement[][] {
  switch (statement.kind) {
    case "loop":
      return [statement.init, statement.body];
    case "branch":
      return statement.arms.map((arm) => arm.body);
    case "block":
      return [statement.body];
    default:
      return [];
  }
}
