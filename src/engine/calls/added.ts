import type { Slot } from "../sdks/sdk";
import { indexOf } from "../values/program-index";
import type { FunctionValue, Value } from "../values/value";
import { lastCall, originOf, type Request, readSlot } from "./slots";

/** What is sent besides what the code writes, by name: the library's own instructions, the tools of servers, what is said in a session. */
export function addedBy(request: Request): string[] {
  const { adds = [], kind } = request.match.shape;
  const isWritten = (slot: Slot) => isGiven(readSlot(request, slot)?.value);
  const named = adds
    .filter(
      ({ when, unless }) => (when === undefined || isWritten(when)) && (unless === undefined || !isWritten(unless)),
    )
    .map(({ name }) => name);
  return [...named, ...(request.adds ?? []), ...(kind === "realtime" ? ["what is said in the session"] : [])];
}

/** Whether what was written for something says more than that there is none of it. */
export function isGiven(value: Value | undefined): boolean {
  if (value === undefined || value.kind === "none") return false;
  return value.kind === "list" ? value.items.length > 0 : value.kind !== "boolean" || value.value;
}

/** Functions that a decorator gives to the object of a call: `@agent.tool`, `@agent.system_prompt`. */
export function decoratedBy(request: Request, kind: "tools" | "system"): FunctionValue[] {
  const { match, evaluator, context } = request;
  const { decorated } = match.shape;
  const maker = decorated && match.steps.get(decorated.object);
  if (!maker) return [];
  const found: FunctionValue[] = [];
  for (const program of new Set([maker.program, context.program]))
    for (const node of indexOf(program).functions.keys())
      for (const decorator of node.decorators) {
        const callee = decorator.kind === "call" ? decorator.callee : decorator;
        if (callee.kind !== "member" || !decorated[kind].includes(callee.property)) continue;
        if (lastCall(evaluator.evaluate(callee.object, { program }))?.call !== maker.call) continue;
        found.push({ kind: "function", node, program, origin: originOf(program, node) });
      }
  return found;
}
