import { functionsAround } from "../enclosing";
import { isChat } from "../request-text";
import type { AnalysedCall, RuleContext } from "../rule";
import { simpleTask } from "../use-cheaper-model/simple-task";

/** Calls that take their model from the same constant or setting as this one, and ask for more than simple work. */
export function harderCalls({ call }: AnalysedCall, { calls, options }: RuleContext): AnalysedCall[] {
  const origin = call.model.sources[0];
  if (origin === undefined) return [];
  const limits = { outputCap: options.outputCap!, promptChars: options.promptChars! };
  return calls().filter(({ call: other }) => {
    const theirs = other.model.sources[0];
    if (theirs?.path !== origin.path || theirs.start !== origin.start || !isChat(other)) return false;
    return other.calledFrom === undefined && other.scope !== "test" && simpleTask(other, limits) === undefined;
  });
}

/** A dearer step behind a cheaper one: the same function sends the same request with another model right before. */
export function isEscalation({ call }: AnalysedCall, { calls, source }: RuleContext): boolean {
  const inner = call.through?.inner;
  if (inner === undefined) return false;
  const program = source(call.path);
  const home = functionsAround(call, program).at(-1);
  return calls().some(({ call: other }) => {
    const theirs = other.through?.inner;
    if (theirs?.path !== inner.path || theirs.start !== inner.start || other.path !== call.path) return false;
    if (other.range.start >= call.range.start || other.model.ids[0] === call.model.ids[0]) return false;
    return home !== undefined && functionsAround(other, program).at(-1) === home;
  });
}
