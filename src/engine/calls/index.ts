import { sdks } from "../sdks/index";
import type { Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { Steps } from "../values/steps";
import { buildCall, type CallOfSite } from "./build";
import { inspect } from "./inspect";
import type { LlmCall } from "./llm-call";
import { groupAlternatives } from "./wrapper-alternatives";
import { type WrapperCaller, wrapperCalls } from "./wrappers";

export interface FindOptions {
  /** model bindings by origin */
  models: Record<string, string>;
  scope: LlmCall["scope"];
  /** told where the first request stands that is not looked at, since the file has too many */
  cut?(start: number): void;
}

/**
 * Every call of a model in a file, by path and place. A call inside a wrapper is there with `calledFrom`, together with its callers as
 * `wrapper-caller` calls, whichever files those stand in: `path` says where.
 */
export function* findCalls(program: Program, evaluator: Evaluator, options: FindOptions): Steps<LlmCall[]> {
  const found: CallOfSite = { evaluator, sdks, ways: new Map(), ...options };
  const { direct, alternatives, cutAt } = yield* inspect(program, evaluator);
  if (cutAt !== undefined) options.cut?.(cutAt);
  const calls: LlmCall[] = [];
  const wrapped: WrapperCaller[] = [];
  for (const { site, request } of direct) {
    const call = buildCall(request, site, found);
    const group = alternatives.get(site.call);
    if (group !== undefined) call.alternatives = `${program.path}#${group}`;
    const callers = yield* wrapperCalls(call, site, request, found);
    if (callers.calledFrom.length > 0) {
      call.calledFrom = callers.calledFrom;
      if (callers.cut) call.callersCut = true;
    }
    calls.push(call);
    wrapped.push(...callers.calls);
  }
  groupAlternatives(wrapped);
  calls.push(...wrapped.map(({ call }) => call));
  calls.sort((a, b) => before(a.path, b.path) || a.anchor.start - b.anchor.start || a.range.start - b.range.start);
  calls.forEach((call, ordinal) => {
    call.id = `${program.path}#${ordinal}`;
  });
  return calls;
}

function before(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
