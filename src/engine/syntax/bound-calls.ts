import type { Argument, CallNode, Expr, FunctionNode, NameNode, Param, Span } from "./program";

/**
 * `partial(f, a, key=b)` is the function that calls `f` with these and with what it is given itself; `f.bind(it, a)` is the same.
 * It arrives as that function, so that everything after lowering knows it like one that was written out.
 */
export function boundInPython(call: CallNode): Expr {
  const { callee, args } = call;
  if (lastOf(callee) === "map" && args.length > 1) return { ...call, args: withItem(args, args[1]!.value) };
  const isPartial =
    callee.kind === "name"
      ? callee.name === "partial"
      : callee.kind === "member" && callee.property === "partial" && isNamed(callee.object, "functools");
  const [fn, ...given] = args;
  if (!isPartial || fn?.kind !== "positional" || !isReference(fn.value)) return call;
  const positional = parameter("rest", "*partial", call.start);
  const named = parameter("named-rest", "partial", call.start);
  const at = given.findIndex(({ kind }) => kind !== "positional" && kind !== "spread");
  const first = at < 0 ? given : given.slice(0, at);
  const rest = at < 0 ? [] : given.slice(at);
  const end = args.at(-1)!.end;
  const inner: Argument[] = [
    ...first,
    handedOn("spread", "*partial", first.at(-1)?.end ?? fn.end),
    ...rest,
    handedOn("named-spread", "partial", end),
  ];
  return written(call, [positional, named], { ...call, callee: fn.value, args: inner });
}

export function boundInJavaScript(call: CallNode): Expr {
  const { callee, args } = call;
  if (callee.kind !== "member" || call.construct) return call;
  if (/^(map|flatMap|forEach)$/.test(callee.property) && args.length === 1)
    return { ...call, args: withItem(args, callee.object) };
  if (callee.property !== "bind") return call;
  const fn = callee.object;
  if (!isReference(fn) || args.some(({ kind }) => kind !== "positional")) return call;
  // `this.onClick.bind(this)` is the method itself
  if (args.length < 2 && (fn.kind === "name" || isOwn(fn))) return fn;
  const given = args.slice(1);
  const inner = [...given, handedOn("spread", "bind", args.at(-1)?.end ?? call.argsSpan.end - 1)];
  const rest = parameter("rest", "bind", call.start);
  return written(call, [rest], { ...call, callee: fn, args: inner });
}

/**
 * A function that is named where it is given to `map` arrives as one that calls it with an item, so that this is a call of it like any
 * other. What begins with a capital letter is no function that is written here: `String`, `Boolean`.
 */
function withItem([first, ...rest]: Argument[], list: Expr): Argument[] {
  if (first?.kind !== "positional" || !isReference(first.value) || /^[A-Z]/.test(lastOf(first.value)))
    return first ? [first, ...rest] : rest;
  const { start, end } = first;
  const item = list.kind === "name" ? `${list.name}[]` : "item";
  const argument = handedOn("positional", item, start);
  const inner: CallNode = {
    kind: "call",
    callee: first.value,
    args: [argument],
    construct: false,
    argsSpan: { start: end, end },
    start,
    end,
  };
  return [{ ...first, value: written({ start, end }, [parameter("normal", item, start)], inner) }, ...rest];
}

function lastOf(expr: Expr): string {
  return expr.kind === "member" ? expr.property : expr.kind === "name" ? expr.name : "";
}

function isNamed(expr: Expr, name: string): boolean {
  return expr.kind === "name" && expr.name === name;
}

/** A name, or members of one. */
function isReference(expr: Expr): boolean {
  let at = expr;
  while (at.kind === "member") at = at.object;
  return at.kind === "name";
}

function isOwn(expr: Expr): boolean {
  return expr.kind === "member" && isNamed(expr.object, "this");
}

/** Names without a place of their own: nothing of an argument's width stands there. */
function nameAt(name: string, at: number): NameNode {
  return { kind: "name", name, start: at, end: at };
}

function parameter(kind: Param["kind"], name: string, at: number): Param {
  return { kind, target: nameAt(name, at), start: at, end: at };
}

/** What the function is given, handed on behind what was bound. */
function handedOn(kind: Argument["kind"], name: string, at: number): Argument {
  return { kind, value: nameAt(name, at), start: at, end: at };
}

function written({ start, end }: Span, params: Param[], call: CallNode): FunctionNode {
  return {
    kind: "function",
    params,
    body: [{ kind: "return", how: "return", value: call, start, end }],
    async: false,
    generator: false,
    decorators: [],
    // where it stands in a class it takes no object
    modifiers: ["static"],
    start,
    end,
  };
}
