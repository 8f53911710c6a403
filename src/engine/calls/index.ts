import { sdks } from "../sdks/index";
import type { Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import { buildCall, type CallOfSite } from "./build";
import { inspect } from "./inspect";
import type { LlmCall } from "./llm-call";
import { calledFrom, wrapperCalls } from "./wrappers";

export interface FindOptions {
  /** model bindings by origin */
  models: Record<string, string>;
  scope: LlmCall["scope"];
}

/**
 * Every call of a model in a file, in source order. A call inside a wrapper is there with `calledFrom`, its callers are
 * `wrapper-caller` calls of their own files. What is found about a file is kept with the evaluator: after a change of any file, use
 * a new one.
 */
export function findCalls(program: Program, evaluator: Evaluator, options: FindOptions): LlmCall[] {
  const found: CallOfSite = { evaluator, sdks, ...options };
  const { direct, alternatives } = inspect(program, evaluator);
  const calls: LlmCall[] = [];
  for (const { site, request } of direct) {
    const call = buildCall(request, site, found);
    const group = alternatives.get(site.call);
    if (group !== undefined) call.alternatives = `${program.path}#${group}`;
    const callers = calledFrom(site, request, evaluator);
    if (callers.length > 0) call.calledFrom = callers;
    calls.push(call);
  }
  calls.push(...wrapperCalls(program, found));
  calls.sort((a, b) => a.anchor.start - b.anchor.start || a.range.start - b.range.start);
  calls.forEach((call, ordinal) => {
    call.id = `${program.path}#${ordinal}`;
  });
  return calls;
}
