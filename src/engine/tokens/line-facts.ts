import type { Part } from "../calls/llm-call";
import type { Hole, Origin, TextValue } from "../values/value";
import type { HoleFacts } from "./token-count";

/** More places than these are a count. */
const mostPlaces = 6;
/** Literals that stand so close belong together. */
const nearby = 400;

/** What the code shows of a hole: its bounds, and where the texts stand of which it is one. */
export function factsOf({ reason, maxItems, maxChars, maxTokens, options }: Hole): HoleFacts {
  const facts: HoleFacts = { reason };
  if (maxItems !== undefined) facts.pieces = maxItems;
  if (maxChars !== undefined) facts.chars = maxChars;
  if (maxTokens !== undefined) facts.tokens = maxTokens;
  const texts = options?.filter((option) => option.pieces.length > 0) ?? [];
  if (texts.length > 1) facts.texts = texts.slice(0, mostPlaces).map(placeOf);
  return facts;
}

function placeOf(text: TextValue): Origin {
  const [first] = text.pieces;
  return first?.kind === "known" ? first.origin : text.origin;
}

/** Where else than at the message itself its known text is written, in the order of the text. */
export function sourcesOf({ content, origin }: Part): Origin[] {
  const found: Origin[] = [];
  for (const each of content) {
    if (!("text" in each)) continue;
    for (const piece of each.text.pieces) {
      if (piece.kind === "hole" || piece.text.trim() === "" || isInside(piece.origin, origin)) continue;
      if (!found.some((other) => isNear(other, piece.origin))) found.push(piece.origin);
    }
  }
  return found.slice(0, mostPlaces);
}

function isInside(inner: Origin, outer: Origin): boolean {
  return inner.path === outer.path && inner.start >= outer.start && inner.end <= outer.end;
}

function isNear(a: Origin, b: Origin): boolean {
  return a.path === b.path && a.start - b.end < nearby && b.start - a.end < nearby;
}
