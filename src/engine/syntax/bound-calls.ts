import type { Argument, CallNode, Expr, FunctionNode, NameNode, Param, Span } from "./program";

/**
 * `partial(f, a, key=b)` is the function that calls `f` with these and with what it is given itself; `f.bind(it, a)` is the same.
 * It arrives as that function, so that everything after lowering knows it like one that was written out.
 */
export function boundInPython(call: CallNode): Expr {
  const { callee, args } = call;
  const isPartial =
    callee.kind === "name"
      ? callee.name === "partial"
      : callee.kind === "member" && callee.property === "partial" && isNamed(callee.object, "functools");
  const [fn, ...given] = args;
  if (!isPartial || fn?.kind !== "positional" || !isReference(fn.value)) return call;
  const name = callee.kind === "member" ? callee.propertySpan : callee;
  const positional = parameter("rest", "*partial", name, call);
  const named = parameter("named-rest", "partial", name, call);
  const at = given.findIndex(({ kind }) => kind !== "positional" && kind !== "spread");
  const first = at < 0 ? given : given.slice(0, at);
  const rest = at < 0 ? [] : given.slice(at);
  const end = args.at(-1)!.end;
  const inner: Argument[] = [
    ...first,
    handedOn("spread", "*partial", name, first.at(-1)?.end ?? fn.end),
    ...rest,
    handedOn("named-spread", "partial", name, end),
  ];
  return written(call, [positional, named], { ...call, callee: fn.value, args: inner });
}

export function boundInJavaScript(call: CallNode): Expr {
  const { callee, args } = call;
  if (callee.kind !== "member" || callee.property !== "bind" || call.construct) return call;
  const fn = callee.object;
  if (!isReference(fn) || args.some(({ kind }) => kind !== "positional")) return call;
  // `this.onClick.bind(this)` is the method itself
  if (args.length < 2 && (fn.kind === "name" || isOwn(fn))) return fn;
  const given = args.slice(1);
  const inner = [...given, handedOn("spread", "bind", callee.propertySpan, args.at(-1)?.end ?? call.argsSpan.end - 1)];
  const rest = parameter("rest", "bind", callee.propertySpan, call);
  return written(call, [rest], { ...call, callee: fn, args: inner });
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

function parameter(kind: Param["kind"], name: string, { start, end }: Span, call: Span): Param {
  return { kind, target: { kind: "name", name, start, end }, start: call.start, end: call.start };
}

/** What the function is given, handed on behind what was bound: an argument without a place of its own. */
function handedOn(kind: "spread" | "named-spread", name: string, { start, end }: Span, at: number): Argument {
  const value: NameNode = { kind: "name", name, start, end };
  return { kind, value, start: at, end: at };
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
