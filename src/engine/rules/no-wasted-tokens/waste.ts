import type { Content, Part } from "../../calls/llm-call";
import type { PicoUsd } from "../../costs/cost";
import type { TextPiece, TextValue } from "../../values/value";
import type { AnalysedCall, RuleContext, Saving } from "../rule";
import { money, tokenRange } from "../write";

/** What a request would be without its waste. */
export interface Saved {
  tokens: number;
  /** undefined where the model has no price */
  usd?: PicoUsd;
}

/** Tokens and money that go when the known text of a request is written differently: counted before and after. */
export function savedBy(
  analysed: AnalysedCall,
  context: RuleContext,
  rewrite: (pieces: readonly TextPiece[]) => readonly TextPiece[],
): Saved {
  const parts = analysed.call.parts.map((part) => ({
    ...part,
    content: part.content.map((it) => rewritten(it, rewrite)),
  }));
  const after = context.withParts(analysed, parts);
  const usd = analysed.cost && after.cost ? analysed.cost.floor - after.cost.floor : undefined;
  return { tokens: analysed.count.known.tokens - after.count.known.tokens, usd };
}

function rewritten(content: Content, rewrite: (pieces: readonly TextPiece[]) => readonly TextPiece[]): Content {
  if (content.kind !== "text" && content.kind !== "tool-result") return content;
  return { ...content, text: { ...content.text, pieces: [...rewrite(content.text.pieces)] } };
}

/** The formula of such a saving. */
export function savingOf({ call, count }: AnalysedCall, { tokens, usd }: Saved, what: string): Saving {
  const shown = tokenRange({ ...count.known, tokens });
  return {
    perCall: usd,
    formula: `${shown} tokens of ${what}${usd === undefined ? "" : ` = ${money(usd)}`} with each call`,
    basis: count.known.basis,
    overlaps: `${call.id} input`,
  };
}

/** The texts that a request is made of. */
export function textsOf(parts: readonly Part[]): TextValue[] {
  return parts.flatMap(({ content }) =>
    content.flatMap((it) => (it.kind === "text" || it.kind === "tool-result" ? [it.text] : [])),
  );
}
