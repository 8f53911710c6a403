import type { CallNode } from "../syntax/program";
import type { Value } from "../values/value";
import { writtenNames } from "./callee";
import { factsOf } from "./program-facts";
import type { Request } from "./slots";

/**
 * The model that is set beside the call: `with dspy.context(lm=small):` around it in the same function, or `dspy.configure(lm=lm)` of
 * the file. The nearest one before the call wins.
 */
export function ambientModel(request: Request): Value | undefined {
  const { ambient } = request.match.shape;
  const { program, frame } = request.context;
  if (!ambient) return undefined;
  const set = factsOf(program).sites.flatMap((site) => {
    const argument = ambient.setters.includes(writtenNames(site.call.callee).at(-1) ?? "")
      ? site.call.args.find((each) =>
          each.kind === "named" ? each.name === ambient.argument : ambient.positional && each.kind === "positional",
        )
      : undefined;
    const around = site.ancestors.findLast((ancestor) => ancestor.kind === "function");
    return argument ? [{ value: argument.value, around: around?.node, start: site.call.start }] : [];
  });
  const inside = (span: { start: number; end: number } | undefined, call: CallNode) =>
    span !== undefined && span.start <= call.start && call.end <= span.end;
  const near = set.filter(({ around, start }) => inside(around, request.call) && start < request.call.start).at(-1);
  if (near) return request.evaluator.evaluate(near.value, request.context);
  const [assigned] = ambient.assigned ? (factsOf(program).assigned.get(ambient.assigned) ?? []) : [];
  if (assigned) return request.evaluator.evaluate(assigned, { program });
  const far = set.filter(({ around }) => around === undefined).at(-1);
  return far && request.evaluator.evaluate(far.value, frame ? { program } : request.context);
}
