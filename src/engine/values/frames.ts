import type { CallNode, ClassNode, Expr, FunctionNode, NameNode, Program, Span, Statement } from "../syntax/program";
import { indexOf } from "./program-index";
import { lookup, type Scope, scopeAt, selfOwner } from "./scopes";
import { originOf } from "./make";
import type { EvaluationContext, Frame, FunctionValue, Looked } from "./value";
import { bodiesOf, children, expressionsOf, paramExpressions } from "./walk";

/**
 * What an answer rests on. Most of what a function does is the same for all of its callers: an answer is kept with the innermost
 * activation, or local value, that was looked at on the way to it, and where none was looked at it is kept for all. To look at one is to
 * read from it, or to put it into a value that will be read later. An answer that found a function around it without an activation
 * holds only where it was asked. Time is counted in questions; an activation knows when it was looked at last.
 */
let time = 0;

/** Stands for the place outside of all activations. */
export const OUTSIDE: Looked = { looked: 0, missed: 0 };

/** Before an answer is worked out: the time since when it matters what is looked at. */
export function beginLooking(): number {
  return ++time;
}

export function lookAt(place: Looked): void {
  place.looked = time;
}

/** Notes that an answer rests on there being no other activation than this one and those around it. */
export function miss(frame: Frame | undefined): void {
  (frame ?? OUTSIDE).missed = time;
}

/** The innermost of an activation and those around it that was looked at since then. */
export function within(frame: Frame | undefined, since: number): Frame | undefined {
  for (let at = frame; at; at = at.outer) if (at.looked >= since) return at;
  return undefined;
}

/** Whether an activation is another, or around it. */
export function isWithin(outer: Frame | undefined, frame: Frame | undefined): boolean {
  let at = frame;
  while (at && at !== outer) at = at.outer;
  return at === outer;
}

/** The activation of a function among those that a frame is nested in. */
export function frameOf(frame: Frame | undefined, fn: FunctionNode): Frame | undefined {
  for (let at = frame; at; at = at.outer) if (at.fn === fn) return at;
  return undefined;
}

/** The same, to read from: what is found there, or is missing, depends on it. */
export function lookFor(frame: Frame | undefined, fn: FunctionNode): Frame | undefined {
  const found = frameOf(frame, fn);
  if (found) lookAt(found);
  else miss(frame);
  return found;
}

/** The frame that something must keep to be evaluated later: none where it mentions nothing of the functions around it. */
export function keptFrame(node: CallNode | FunctionNode, { program, frame }: EvaluationContext): Frame | undefined {
  const around = functionMentioned(node, program);
  if (!around) return undefined;
  if (frame) lookAt(frame);
  if (frame?.fn !== around) miss(frame);
  return frame;
}

/** A function that stands in the code, with what it sees of the functions around it. */
export function functionValue(node: FunctionNode, context: EvaluationContext): FunctionValue {
  const { program } = context;
  const origin = originOf(program, node);
  const frame = keptFrame(node, context);
  return frame ? { kind: "function", node, program, origin, frame } : { kind: "function", node, program, origin };
}

const mentioned = new WeakMap<CallNode | FunctionNode, FunctionNode | null>();

/** The innermost function around another function, or around a call, that has names which the function, or the call's arguments, mention. */
function functionMentioned(node: CallNode | FunctionNode, program: Program): FunctionNode | null {
  let found = mentioned.get(node);
  if (found === undefined) {
    const parts: readonly Part[] = node.kind === "call" ? node.args.map((argument) => argument.value) : [node];
    found = null;
    for (const { name, start } of namesIn(parts)) {
      const fn = ownerOutside(node, program, name, start);
      if (fn && (!found || fn.start > found.start)) found = fn;
    }
    mentioned.set(node, found);
  }
  return found;
}

/** The function that a name belongs to, if it stands around a node. */
function ownerOutside(node: Span, program: Program, name: string, offset: number): FunctionNode | undefined {
  const index = indexOf(program);
  const at = scopeAt(index, offset);
  const owner = name === "this" || name === "super" ? selfOwner(index, at, "this")?.method : undefined;
  const home = owner ? index.scopes.get(owner) : lookup(at, name)?.scope;
  if (!home || (node.start <= home.start && home.end <= node.end)) return undefined;
  let around: Scope | undefined = home;
  while (around && around.kind !== "function") around = around.parent;
  return around?.node as FunctionNode | undefined;
}

type Part = Expr | Statement | ClassNode;

/** The names in parts of a program, those in functions and classes inside it included. */
function namesIn(parts: readonly Part[]): NameNode[] {
  const names: NameNode[] = [];
  const stack: Part[] = [...parts];
  for (let part = stack.pop(); part; part = stack.pop()) {
    if (part.kind === "name") names.push(part);
    else for (const inner of partsOf(part)) stack.push(inner);
  }
  return names;
}

function partsOf(part: Part): readonly Part[] {
  switch (part.kind) {
    case "function":
      return [...part.params.flatMap(paramExpressions), ...part.decorators, ...part.body];
    case "class":
      return [...part.bases, ...part.decorators, ...part.body];
    case "function-statement":
      return [part.function];
    case "class-statement":
      return [part.class];
    case "assign":
    case "import":
    case "export":
    case "return":
    case "loop":
    case "branch":
    case "block":
    case "expression":
      return [...expressionsOf(part), ...bodiesOf(part).flat()];
    default:
      return children(part);
  }
}
