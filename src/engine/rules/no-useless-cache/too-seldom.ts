import { DAYS_PER_MONTH } from "../../calls/usage";
import { type BreakEven, cachingBreakEven } from "../../costs/caching";
import type { AnalysedCall, Fix, RuleContext, RuleFinding } from "../rule";
import { duration, money, tokens } from "../write";
import { marksOf, withLifetime, withoutMarks } from "./marks";

const SECONDS_PER_MONTH = DAYS_PER_MONTH * 86_400;

/**
 * A cache that calls come too seldom for, by the volume that a person wrote down: most find their entry gone and write it anew.
 * Calls of a loop come together, and so do those of a conversation.
 */
export function tooSeldom(analysed: AnalysedCall, context: RuleContext): RuleFinding | undefined {
  const { call, count, model, usage } = analysed;
  const { factors, historyGrows } = call.multiplicity;
  const perMonth = usage?.callsPerMonth;
  if (!perMonth || !count.cachedPrefix || factors.length > 0 || historyGrows || isShared(analysed, context))
    return undefined;
  const gap = SECONDS_PER_MONTH / perMonth;
  const sizes = { prefixTokens: count.cachedPrefix.tokens, inputTokens: count.known.tokens };
  const of = (ttl?: string) => cachingBreakEven({ model: model!, day: context.day, ...sizes, ttl });
  const now = of(marksOf(call)[0]?.ttl);
  if (!now || !isLost(now, gap)) return undefined;
  const longer = model!
    .caching!.lifetimes.filter(({ seconds }) => seconds > now.lifetimeSeconds)
    .map(({ ttl }) => of(ttl))
    .find((each) => each && expected(each, gap) < 0.8 * Number(each.uncached));
  const more = BigInt(Math.round(expected(now, gap))) - now.uncached;
  const edits = longer && withLifetime(call, longer.ttl);
  const keep: Fix[] = edits
    ? [{ title: `Keep it for ${duration(longer.lifetimeSeconds)}`, safety: "suggestion", edits }]
    : [];
  const { fixes, disabled } = withoutMarks(call);
  const all = [...keep, ...fixes.map((fix) => ({ ...fix, safety: "suggestion" as const }))];
  return {
    message: `At ${tokens(Math.round(perMonth))} calls a month one comes every ${span(gap)} on average, and what is cached lives ${duration(now.lifetimeSeconds)}: caching costs ${money(more)} more a call than it saves, ${longer ? `so keep it for ${duration(longer.lifetimeSeconds)}` : "so remove the breakpoint"}.`,
    saving: {
      perCall: more,
      formula: `with calls at random times a share p = 1 − e^(−lifetime / gap) hits: p × ${money(now.following)} + (1 − p) × ${money(now.first)} − ${money(now.uncached)} = ${money(more)} a call`,
      basis: "assumed",
      overlaps: `${call.id} input`,
    },
    fixes: all,
    disabled: all.length > 0 ? undefined : disabled,
  };
}

/** A share of calls that hit, for calls at random times. */
const hits = ({ lifetimeSeconds }: BreakEven, gap: number) => 1 - Math.exp(-lifetimeSeconds / gap);

function expected(terms: BreakEven, gap: number): number {
  const share = hits(terms, gap);
  return share * Number(terms.following) + (1 - share) * Number(terms.first);
}

/** Fewer than half of the hits that would pay for the writes: calls that come in bursts are given the benefit of the doubt. */
function isLost(terms: BreakEven, gap: number): boolean {
  const { uncached, first, following } = terms;
  const needed = Number(first - uncached) / Number(first - following);
  return hits(terms, gap) < needed / 2;
}

/** Other calls keep the same prefix alive. */
function isShared({ call }: AnalysedCall, { calls }: RuleContext): boolean {
  const first = call.parts[0]?.origin;
  return calls().some(({ call: other }) => {
    const isOther = other.path !== call.path || other.range.start !== call.range.start;
    const start = other.parts[0]?.origin;
    return isOther && start !== undefined && start.path === first?.path && start.start === first.start;
  });
}

function span(seconds: number): string {
  if (seconds < 7_200) return `${tokens(Math.round(seconds / 60))} minutes`;
  return seconds < 172_800
    ? `${tokens(Math.round(seconds / 3_600))} hours`
    : `${tokens(Math.round(seconds / 86_400))} days`;
}
