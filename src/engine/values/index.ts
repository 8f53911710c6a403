import { argumentOf, enterLater, newFrame, requestOf } from "./arguments";
import { callersOf, functionsOf } from "./callers";
import { evaluate } from "./evaluate";
import type { Evaluator, Sources } from "./evaluator";
import { readAt } from "./files";
import { narrowed } from "./guards";
import { type KnownCallers, newKnownCallers } from "./known-callers";
import { holeText, mapOf, originOf, textOf, unknown } from "./make";
import { jsonText } from "./print";
import { begin, type Layout, newLayout, newRun, type Run } from "./run";
import { toText } from "./text";
import { truthForCaller } from "./truth";

/**
 * An evaluator over the files of a workspace. See `Evaluator`.
 *
 * @param layout where modules are, which evaluators share: it holds as long as no file appears or vanishes, and no file changes
 * that is not source code
 * @param callers who calls what, which evaluators share: to be forgotten when any file changes
 */
export function createEvaluator(
  sources: Sources,
  layout: Layout = newLayout(),
  callers: KnownCallers = newKnownCallers(),
): Evaluator {
  let run = newRun(sources, layout);
  /** Answers a question; what nests deeper than the machine's stack is too deep for an answer. */
  const ask = <T>(work: (run: Run) => T, tooDeep: () => T): T => {
    begin(run);
    try {
      return work(run);
    } catch (error) {
      renew(error);
      return tooDeep();
    }
  };
  /** What was under way when the stack was full is no answer. */
  function renew(error: unknown): void {
    if (!(error instanceof RangeError)) throw error;
    run = { ...newRun(sources, layout), dependencies: run.dependencies, names: run.names };
  }
  return {
    evaluate: (expr, context) =>
      ask(
        (it) => evaluate(it, expr, context),
        () => unknown("…", "too deep", originOf(context.program, expr)),
      ),
    truth: (test, context) =>
      ask(
        (it) => truthForCaller(it, test, context),
        () => undefined,
      ),
    narrowed: (call, context) =>
      ask(
        (it) => narrowed(it, call, context),
        () => context,
      ),
    argument: (step, key) =>
      ask(
        (it) => argumentOf(it, step, key),
        () => undefined,
      ),
    request: (call, context, at) =>
      ask(
        (it) => requestOf(it, call, context, at),
        () => {
          const origin = originOf(context.program, call);
          return mapOf(new Map(), origin, { name: "…", reason: "too deep", origin });
        },
      ),
    functions: (callee, context) =>
      ask(
        (it) => functionsOf(it, callee, context),
        () => [],
      ),
    enter: (fn, call, context) =>
      ask(
        (it) => enterLater(it, fn, call, context),
        () => newFrame(fn),
      ),
    *callers(fn, program, from = program) {
      if (from !== program) return yield* callers.of(fn, program, () => newRun(sources, layout), run);
      begin(run);
      try {
        return yield* callersOf(run, fn, program);
      } catch (error) {
        renew(error);
        return [];
      }
    },
    text: (value) =>
      ask(
        (it) => toText(it, value),
        () => holeText({ name: "…", reason: "too deep", origin: value.origin }),
      ),
    json: (value) =>
      ask(
        (it) =>
          value.kind === "map" || value.kind === "list"
            ? textOf(jsonText(it, value, 0, false), value.origin)
            : toText(it, value),
        () => holeText({ name: "…", reason: "too deep", origin: value.origin }),
      ),
    file: (path, context) =>
      ask(
        (it) => readAt(it, path, context, path.origin),
        () => unknown("file", "too deep", path.origin),
      ),
    dependencies: () => run.dependencies,
    names: () => run.names,
  };
}
