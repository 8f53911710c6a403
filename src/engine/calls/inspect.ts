import { sdks } from "../sdks/index";
import type { CallSite } from "../syntax/call-sites";
import type { CallNode, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { Steps } from "../values/steps";
import { alternativesOf } from "./alternatives";
import { writtenNames } from "./callee";
import { type Patterns, patternsOf } from "./match";
import { isDouble, isMocked, isMockingTest } from "./mocks";
import { factsOf } from "./program-facts";
import { recognise } from "./recognise";
import { type Request, readSlot } from "./slots";

/** The requests that stand in one file, and which of them exclude each other. */
export interface Inspection {
  direct: { site: CallSite; request: Request }[];
  alternatives: Map<CallNode, string>;
  /** where the first request stands that there was no room for */
  cutAt?: number;
}

/** Nobody writes more into one file, and what is asked of a file's names takes longer the more of them it has. */
export const MOST_REQUESTS = 1_000;

let patterns: Patterns | undefined;

export function* inspect(program: Program, evaluator: Evaluator): Steps<Inspection> {
  patterns ??= patternsOf(sdks);
  const direct: Inspection["direct"] = [];
  let cutAt: number | undefined;
  if (isMockingTest(program)) return { direct, alternatives: new Map() };
  for (const site of factsOf(program).sites) {
    yield;
    const request = recognise(site, { program }, evaluator, patterns, sdks);
    if (!request || isPretended(request, site)) continue;
    if (direct.length === MOST_REQUESTS) {
      cutAt = site.call.start;
      break;
    }
    direct.push({ site, request: { ...request, sdks } });
  }
  return { direct, alternatives: alternativesOf(direct.map(({ site }) => site)), cutAt };
}

/** What a test replaces sends nothing. */
function isPretended(request: Request, { call }: CallSite): boolean {
  const { match, context } = request;
  const model = request.readings?.["model"] ?? readSlot(request, match.shape.slots.model);
  return isMocked(context.program, match.sdk.modules, writtenNames(call.callee), []) || isDouble(model?.value);
}
