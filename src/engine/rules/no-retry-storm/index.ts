import type { LlmCall } from "../../calls/llm-call";
import type { Origin } from "../../values/value";
import { isTemplate } from "../request-text";
import type { Rule } from "../rule";
import { money, tokens } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-retry-storm",
    title: "Retries inside of retries",
    what: "A call stands in two or more retries, one inside of the other, so that their numbers multiply.",
    why: "One failing request can be sent, and billed, many times over.",
    whatToDo: "Keep one of the retries.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
    options: { most: { default: 6, description: "Attempts in all from which nested retries are reported" } },
  },
  check({ call, cost }, { options }) {
    const retries = call.multiplicity.factors.filter((factor) => factor.kind === "retry");
    const bounds = retries.map((factor) => factor.times.max);
    if (isTemplate(call) || retries.length < 2 || bounds.some((max) => max === undefined || max < 2)) return [];
    const attempts = bounds.reduce<number>((product, max) => product * max!, 1);
    if (attempts < options.most!) return [];
    const all = cost && cost.floor > 0n ? cost.floor * BigInt(attempts) : undefined;
    return [
      {
        message: `${retries.length} retries around one request multiply (${bounds.join(" × ")}): it may be sent ${tokens(attempts)} times, so keep one of them.`,
        range: rangeOf(call, retries.at(-1)!.origin),
        saving:
          all === undefined
            ? undefined
            : {
                formula: `up to ${tokens(attempts)} × ${money(cost!.floor)} = ${money(all)} for one answer, when every attempt fails after it was billed`,
                basis: cost!.basis,
                overlaps: `${call.id} retries`,
              },
        fixes: [],
        disabled: "Which retry to keep is yours to choose.",
      },
    ];
  },
};

/** A decorator that repeats the function is what can be taken away; a loop is too long to be underlined. */
function rangeOf({ path, anchor, through }: LlmCall, retry: Origin): Origin | undefined {
  const request = through?.inner ?? { path, ...anchor };
  const isAround = retry.path === request.path && retry.start <= request.start && retry.end >= request.end;
  return isAround ? through?.inner : retry;
}
