import type { Hole, TextValue, Times } from "../values/value";
import type { Encoding } from "./encoding";

/** Tokens that a hole adds: at least `least`, at most `most`; undefined where the code shows no bound. */
export interface HoleBound {
  least: number;
  most?: number;
}

const depthLimit = 8;

/**
 * What the code shows of a hole's size. A character limit becomes one token a character: the worst that ordinary text
 * does (a rare script or a run of symbols), so that the bound is safe and never invented.
 */
export function boundOfHole(hole: Hole, encoding: Encoding, depth = 0): HoleBound {
  if (depth > depthLimit) return { least: 0 };
  if (hole.options && hole.options.length > 0) {
    const bounds = hole.options.map((option) => boundOfText(option, encoding, depth + 1));
    const most = bounds.map((bound) => bound.most);
    const least = Math.min(...bounds.map((bound) => bound.least));
    return { least, most: most.every((each) => each !== undefined) ? Math.max(...most) : undefined };
  }
  if (hole.maxTokens !== undefined) return { least: 0, most: hole.maxTokens };
  if (hole.maxChars !== undefined) return { least: 0, most: hole.maxChars };
  if (hole.item && hole.maxItems !== undefined) {
    const item = boundOfText(hole.item, encoding, depth + 1);
    return { least: 0, most: item.most === undefined ? undefined : item.most * hole.maxItems };
  }
  return { least: 0 };
}

function boundOfText(text: TextValue, encoding: Encoding, depth: number): HoleBound {
  let least = 0;
  let most: number | undefined = 0;
  for (const piece of text.pieces) {
    const bound: HoleBound =
      piece.kind === "known" ? known(encoding.count(piece.text)) : boundOfHole(piece.hole, encoding, depth);
    least += bound.least;
    most = most === undefined || bound.most === undefined ? undefined : most + bound.most;
  }
  return { least, most };
}

const known = (tokens: number): HoleBound => ({ least: tokens, most: tokens });

/** How a repetition is named when it stays out of the number. */
export const nameOfTimes = (times: Times, fallback: string): string => times.over ?? fallback;
