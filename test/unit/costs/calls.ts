import type { LlmCall } from "../../../src/engine/calls/llm-call";
import type { TokenCount, TokenRange } from "../../../src/engine/tokens/token-count";

const origin = { path: "a.ts", start: 0, end: 0 };

/** A call as far as its cost depends on it. */
export function callOf(
  parts: { cap?: number; options?: LlmCall["options"]; thinking?: number; marks?: string[]; ids?: string[] } = {},
): LlmCall {
  const number = (n: number) => ({ kind: "number" as const, min: n, max: n, origin });
  return {
    id: "a.ts#0",
    path: "a.ts",
    language: "typescript",
    range: origin,
    anchor: origin,
    kind: "call",
    sdk: "test",
    api: "test.chat",
    model: { status: "known", ids: parts.ids ?? ["m"], how: "literal", sources: [] },
    parts: [],
    tools: [],
    output: {
      from: parts.cap === undefined ? "none" : "call",
      cap: parts.cap === undefined ? undefined : number(parts.cap),
      thinkingBudget: parts.thinking === undefined ? undefined : number(parts.thinking),
    },
    caching: { marks: (parts.marks ?? []).map((ttl) => ({ ttl: ttl || undefined, origin })) },
    options: parts.options ?? {},
    multiplicity: { times: { min: 1, max: 1 }, factors: [], historyGrows: false },
    scope: "production",
    sites: {},
  };
}

export function exact(tokens: number): TokenRange {
  return { tokens, low: tokens, high: tokens, basis: "exact" };
}

export function countOf(known: number | TokenRange, rest: Partial<TokenCount> = {}): TokenCount {
  const range = typeof known === "number" ? exact(known) : known;
  return {
    known: range,
    open: [],
    lines: [],
    stablePrefix: range,
    bounded: rest.open?.length ? undefined : range,
    ...rest,
  };
}
