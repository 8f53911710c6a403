import { argumentOf, enterFunction, requestOf } from "./arguments";
import { callersOf, functionsOf } from "./callers";
import { evaluate } from "./evaluate";
import type { Evaluator, Sources } from "./evaluator";
import { begin, newRun, type Run } from "./run";
import { toText } from "./text";

/** An evaluator over the files of a workspace. See `Evaluator`. */
export function createEvaluator(sources: Sources): Evaluator {
  let run = newRun(sources);
  const fresh = (): Run => {
    begin(run);
    return run;
  };
  return {
    evaluate: (expr, context) => evaluate(fresh(), expr, context),
    argument: (step, key) => argumentOf(fresh(), step, key),
    request: (call, context, at) => requestOf(fresh(), call, context, at),
    functions: (callee, context) => functionsOf(fresh(), callee, context),
    enter: (fn, call, context) => enterFunction(fresh(), fn, call, context),
    callers: (fn, program) => callersOf(fresh(), fn, program),
    text: (value) => toText(fresh(), value),
    takeDependencies() {
      const { dependencies } = run;
      run = newRun(sources);
      return dependencies;
    },
  };
}
