import { sdks } from "../sdks/index";
import type { CallSite } from "../syntax/call-sites";
import type { CallNode, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import { alternativesOf } from "./alternatives";
import { writtenNames } from "./callee";
import { type Patterns, patternsOf } from "./match";
import { isMocked } from "./mocks";
import { factsOf } from "./program-facts";
import { recognise } from "./recognise";
import type { Request } from "./slots";

/** The requests that stand in one file, and which of them exclude each other. */
export interface Inspection {
  direct: { site: CallSite; request: Request }[];
  alternatives: Map<CallNode, string>;
}

let patterns: Patterns | undefined;

export function inspect(program: Program, evaluator: Evaluator): Inspection {
  patterns ??= patternsOf(sdks);
  const direct: Inspection["direct"] = [];
  for (const site of factsOf(program).sites) {
    const request = recognise(site, { program }, evaluator, patterns, sdks);
    // what a test replaces sends nothing
    if (request && !isMocked(program, request.match.sdk.modules, writtenNames(site.call.callee), []))
      direct.push({ site, request: { ...request, sdks } });
  }
  return { direct, alternatives: alternativesOf(direct.map(({ site }) => site)) };
}
