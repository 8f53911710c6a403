import { sdks } from "../sdks/index";
import { type CallSite, callSites } from "../syntax/call-sites";
import type { CallNode, FunctionNode, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import { alternativesOf } from "./alternatives";
import { type Patterns, patternsOf } from "./match";
import { recognise } from "./recognise";
import type { Request } from "./slots";

/** What stands in one file: its requests, and the other calls by the function they stand in. */
export interface Inspection {
  direct: { site: CallSite; request: Request }[];
  others: CallSite[];
  byFunction: Map<FunctionNode, CallSite[]>;
  requests: Map<CallNode, Request>;
  alternatives: Map<CallNode, string>;
}

let patterns: Patterns | undefined;
const inspections = new WeakMap<Evaluator, WeakMap<Program, Inspection>>();

export function inspect(program: Program, evaluator: Evaluator): Inspection {
  let known = inspections.get(evaluator);
  if (!known) {
    known = new WeakMap();
    inspections.set(evaluator, known);
  }
  let inspection = known.get(program);
  if (!inspection) {
    inspection = look(program, evaluator);
    known.set(program, inspection);
  }
  return inspection;
}

function look(program: Program, evaluator: Evaluator): Inspection {
  patterns ??= patternsOf(sdks);
  const inspection: Inspection = {
    direct: [],
    others: [],
    byFunction: new Map(),
    requests: new Map(),
    alternatives: new Map(),
  };
  for (const site of callSites(program)) {
    const request = recognise(site, { program }, evaluator, patterns, sdks);
    if (request) {
      inspection.direct.push({ site, request: { ...request, sdks } });
      inspection.requests.set(site.call, request);
    } else inspection.others.push(site);
    for (const ancestor of site.ancestors) {
      if (ancestor.kind !== "function") continue;
      const list = inspection.byFunction.get(ancestor.node) ?? [];
      list.push(site);
      inspection.byFunction.set(ancestor.node, list);
    }
  }
  inspection.alternatives = alternativesOf(inspection.direct.map(({ site }) => site));
  return inspection;
}
