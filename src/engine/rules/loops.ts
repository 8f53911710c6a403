import type { Factor, LlmCall } from "../calls/llm-call";
import { findNode } from "../edits/find-node";
import { everyNode, type Node } from "../syntax/every-node";
import type { CallNode, Expr, FunctionNode, LoopStatement, Program } from "../syntax/program";
import { lastName } from "../values/scopes";

/** A loop, a comprehension or a `.map(…)` around a call, as a factor of its multiplicity. */
export interface WrittenLoop {
  factor: Factor;
  /** the loop statement; undefined where it is none */
  node?: LoopStatement;
  /** everything that is written in it */
  nodes: readonly Node[];
}

/**
 * The loops around a call that stand in its own file, outermost first.
 *
 * @param program the file of a call to a wrapper
 */
export function loopsOf(call: LlmCall, program: Program | undefined = call.call?.program): WrittenLoop[] {
  if (!program) return [];
  return call.multiplicity.factors.flatMap((factor) => {
    const { path, start, end } = factor.origin;
    const isAround = path === call.path && start <= call.range.start && call.range.end <= end;
    if ((factor.kind !== "loop" && factor.kind !== "gather") || !isAround) return [];
    const node = findNode(program, factor.origin, "loop", "call", "comprehension");
    return [{ factor, node: node?.kind === "loop" ? node : undefined, nodes: node ? everyNode(node) : [] }];
  });
}

/** `while True`, `while (true)`, `for (;;)` */
export function isEndless({ node }: WrittenLoop): boolean {
  if (!node || node.how === "for-each") return false;
  const { test } = node;
  if (test === undefined) return node.how === "for";
  return (test.kind === "boolean" && test.value) || (test.kind === "number" && test.value !== 0);
}

const reason = /^(?:stop_?reason|finish_?reason|tool_?calls?|function_?calls?)$/i;

/** `while response.stop_reason == "tool_use"`, `while (message.tool_calls)`: what the model answers decides, and nothing else. */
export function endsByAnswer({ node }: WrittenLoop): boolean {
  if (!node?.test || node.how === "for-each") return false;
  return everyNode(node.test).some((part) => {
    if (part.kind === "member") return reason.test(part.property);
    const index = part.kind === "index" && part.index.kind === "string" ? part.index.parts[0] : undefined;
    return index?.kind === "text" && reason.test(index.text);
  });
}

/**
 * `max_turns` of `while turns < max_turns`, where that is a parameter that is infinite unless a caller says otherwise: such a loop
 * is as good as endless.
 */
export function infiniteLimit({ node }: WrittenLoop, functions: readonly FunctionNode[]): string | undefined {
  if (!node?.test || node.how === "for-each") return undefined;
  const tests = node.test.kind === "choice" && node.test.how === "and" ? node.test.options : [node.test];
  for (const test of tests) {
    if (test.kind !== "binary" || !/^[<>]=?$/.test(test.operator)) continue;
    const limit = test.operator.startsWith("<") ? test.right : test.left;
    const param = functions
      .flatMap(({ params }) => params)
      .find(({ target }) => target.kind === "name" && limit.kind === "name" && target.name === limit.name);
    if (param?.default && isInfinite(param.default)) return lastName(limit);
  }
  return undefined;
}

/** `float("inf")`, `math.inf`, `Infinity`, `sys.maxsize`, `Number.MAX_SAFE_INTEGER` */
function isInfinite(value: Expr): boolean {
  if (/^(?:inf|Infinity|POSITIVE_INFINITY|maxsize|MAX_SAFE_INTEGER|MAX_VALUE)$/.test(lastName(value) ?? ""))
    return true;
  if (value.kind !== "call" || lastName(value.callee) !== "float") return false;
  const text = value.args[0]?.value;
  const part = text?.kind === "string" ? text.parts[0] : undefined;
  return part?.kind === "text" && /^\+?inf(?:inity)?$/i.test(part.text);
}

const asking = /^(?:input|raw_input|readline|prompt|question|ask|getline)$/;

/** A person's turn ends each round: a chat on a terminal. */
export function readsInput({ nodes }: WrittenLoop): boolean {
  return nodes.some((node) => node.kind === "call" && asking.test(lastName(node.callee) ?? ""));
}

/** The list that is sent is added to in the loop, so that each round sends what the rounds before it said. */
export function addsToMessages({ nodes }: WrittenLoop, call: LlmCall, program = call.call?.program): boolean {
  if (call.multiplicity.historyGrows) return true;
  const names = program ? sentLists(call, program) : [];
  return nodes.some((node) => names.includes(addedTo(node) ?? ""));
}

/** The names of the messages, or of all that a wrapper is given. */
function sentLists({ kind, sites, range }: LlmCall, program: Program): string[] {
  if (kind === "wrapper-caller")
    return (findNode(program, range, "call")?.args ?? []).flatMap(({ value }) => lastName(value) ?? []);
  const site = sites.messages;
  const list = site && program.path === site.path && findNode(program, site.value, "name", "member");
  return list ? [lastName(list)!] : [];
}

/** `list.push(…)`, `list.append(…)`, `list += …` */
function addedTo(node: Node): string | undefined {
  if (node.kind === "assign" && node.operator === "+=") return lastName(node.target);
  if (node.kind !== "call" || node.callee.kind !== "member") return undefined;
  return /^(?:push|append|extend|unshift|insert)$/.test(node.callee.property)
    ? lastName(node.callee.object)
    : undefined;
}

const shortening =
  /trim|truncat|summar|compact|compress|prune|evict|window|limit|recent|last_?n|max_?(?:history|messages|turns|tokens_in)/i;

/** Something in the loop makes a list shorter, or is called as if it did. */
export function shortensHistory({ nodes }: WrittenLoop): boolean {
  return nodes.some((node) => {
    if (shortening.test(lastName(node) ?? "")) return true;
    if (node.kind === "slice") return isNegative(node.from);
    if (node.kind === "opaque") return node.what === "del";
    return node.kind === "call" && takesAway(node);
  });
}

/** `list.shift()`, `list.splice(…)`, `list.pop(0)`, `list.slice(-n)` */
function takesAway({ callee, args }: CallNode): boolean {
  if (callee.kind !== "member") return false;
  if (callee.property === "slice") return isNegative(args[0]?.value);
  return /^(?:shift|splice|popleft)$/.test(callee.property) || (callee.property === "pop" && args.length > 0);
}

function isNegative(node: Node | undefined): boolean {
  return node?.kind === "unary" ? node.operator === "-" : node?.kind === "number" && node.value < 0;
}

const limit =
  /max|limit|budget|steps?$|turns?$|iterations?$|rounds?$|attempts?$|retries|count(?:er)?$|depth|tries|deadline|timeout|elapsed|cost|spent/i;
const comparison = /^(?:[<>]=?|={2,3}|!={1,2})$/;

/**
 * A count, a clock or an amount of money is compared with something: by its name, or since the loop counts it up.
 *
 * @param but the name of a limit that is none
 */
export function countsSomething({ nodes }: WrittenLoop, but?: string): boolean {
  const counted = new Set(nodes.flatMap((node) => countedBy(node) ?? []));
  return nodes.some((node) => {
    if (node.kind !== "binary" || !comparison.test(node.operator)) return false;
    const sides = [node.left, node.right];
    if (but !== undefined && sides.some((side) => lastName(side) === but)) return false;
    return sides.some((side) => {
      const name = lastName(side);
      return name !== undefined && (limit.test(name) || counted.has(name));
    });
  });
}

/** `n += 1`, `n++` */
function countedBy(node: Node): string | undefined {
  if ((node.kind === "assign" || node.kind === "assignment") && node.operator === "+=" && node.value?.kind === "number")
    return node.target.kind === "name" || node.target.kind === "member" ? lastName(node.target) : undefined;
  return node.kind === "unary" && node.operator === "++" ? lastName(node.operand) : undefined;
}
