import type { Part } from "../../calls/llm-call";
import type { Hole, TextPiece } from "../../values/value";
import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Rule, RuleContext } from "../rule";
import { money, tokens, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-broken-cache-prefix",
    title: "Something that changes stands before the fixed text",
    what: "A clock, a random value or an id stands in front of a long fixed part of the prompt.",
    why: "A cache reads only what is the same from the first character on, so everything behind the changing value is billed in full, every time.",
    whatToDo: "Put the fixed text first and the changing value behind it.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
  },
  check(analysed, context) {
    const { call, count, model } = analysed;
    const minimum = model?.caching?.minimumPrefix;
    if (!isChat(call) || isTemplate(call) || minimum === undefined || call.options.batch) return [];
    const broken = brokenPrefix(analysed);
    if (!broken || broken.lost < minimum || count.stablePrefix.high >= minimum) return [];
    const saving = savingOf(analysed, broken.lost, context);
    const each = saving ? `, ${money(saving.perCall)} more on each call that could hit it` : "";
    return [
      {
        message: `${broken.hole.name} ${why[broken.hole.varies!]}, and ≈${tokens(broken.lost)} fixed tokens behind it can never come from the cache${each}: move it behind them.`,
        range: broken.hole.origin,
        saving,
        fixes: [],
        disabled: "Where the changing value can go depends on what the prompt says about it.",
      },
    ];
  },
};

const why: Record<NonNullable<Hole["varies"]>, string> = {
  time: "changes with the clock",
  day: "changes every day",
  random: "is random",
  identity: "differs between users",
  order: "may come in another order each time",
};

/**
 * The first changing value and how many fixed tokens follow it before the next unknown part. A date is the same all day, and
 * other changing values can move with the first one.
 */
function brokenPrefix({ call, count }: AnalysedCall): { hole: Hole; lost: number } | undefined {
  const pieces = call.parts.flatMap(piecesOf);
  const first = pieces.findIndex((piece) => piece?.kind !== "known" && variesOf(piece) !== "day");
  const broken = pieces[first];
  if (broken?.kind !== "hole" || !broken.hole.varies) return undefined;
  let lost = 0;
  for (const piece of pieces.slice(first + 1)) {
    if (piece?.kind === "known") lost += piece.text.length;
    else if (!variesOf(piece)) break;
  }
  const chars = pieces.reduce((sum, piece) => sum + (piece?.kind === "known" ? piece.text.length : 0), 0);
  const textTokens = count.lines.reduce((sum, line) => {
    return sum + (line.hole || /^(?:tool|schema|framing|image)/.test(line.label) ? 0 : line.range.low);
  }, 0);
  return { hole: broken.hole, lost: Math.floor((lost / Math.max(1, chars)) * textTokens) };
}

function variesOf(piece: TextPiece | undefined): Hole["varies"] {
  return piece?.kind === "hole" ? piece.hole.varies : undefined;
}

/** The text of a part in order; undefined stands for what is no text. */
function piecesOf(part: Part): (TextPiece | undefined)[] {
  if (part.times.max !== 1) return [undefined];
  return part.content.flatMap((content) => (content.kind === "text" ? content.text.pieces : [undefined]));
}

function savingOf({ call, count, model }: AnalysedCall, lost: number, context: RuleContext) {
  const price = priceOf(model!, context, count.known.tokens);
  if (price?.input === undefined || price.cacheRead === undefined) return undefined;
  const perCall = usdFor(lost, price.input) - usdFor(lost, price.cacheRead);
  if (perCall <= 0n) return undefined;
  return {
    perCall,
    formula: `≈${tokens(lost)} × (${unitPrice(price.input)} − ${unitPrice(price.cacheRead)}) = ${money(perCall)} for each call that hits the cache`,
    basis: "estimated" as const,
    overlaps: `${call.id} input`,
  };
}
