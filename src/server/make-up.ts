import type { CostLine, PicoUsd } from "../engine/costs/cost";
import type { AnalysedCall } from "../engine/rules/rule";
import type { PartKind } from "../panel/messages";

/** Which parts of a request are which kind of input, by the labels of its count. */
const inputKinds: Partial<Record<string, PartKind>> = { tools: "tools", schema: "tools", media: "media" };

const lineKinds: Record<CostLine["kind"], PartKind> = {
  input: "input",
  "cache-read": "cached",
  "cache-write": "cached",
  output: "output",
  reasoning: "reasoning",
  unit: "media",
  request: "fee",
  embedding: "embedding",
};

/**
 * What the known input and the whole output cap of one request are spent on, in pico-USD. Every token counts once: as cached
 * where a cache holds it, else as tools, media or text. Their sum is `withCap`, or the known input where that is undefined.
 */
export function makeUp({ cost, count }: Pick<AnalysedCall, "cost" | "count">): Partial<Record<PartKind, PicoUsd>> {
  const parts: Partial<Record<PartKind, PicoUsd>> = {};
  const add = (kind: PartKind, amount: PicoUsd) => {
    if (amount > 0n) parts[kind] = (parts[kind] ?? 0n) + amount;
  };
  let cached = 0;
  for (const { kind, tokens, amount, label } of cost?.shown ?? []) {
    if (lineKinds[kind] === "cached") cached += tokens;
    if (kind !== "input") add(lineKinds[kind], amount);
    else if (label === "sound") add("media", amount);
  }
  const fresh = cost?.shown.find(({ kind, label }) => kind === "input" && label !== "sound");
  if (fresh === undefined) return parts;
  // A cache holds the beginning of a request, and tools stand first in it.
  const tools = Math.max(0, tokensOf(count, "tools") - cached);
  const [forTools, forMedia] = [tools, tokensOf(count, "media")].map((tokens) => shareOf(fresh, tokens)) as [
    PicoUsd,
    PicoUsd,
  ];
  const rest = fresh.amount - forTools;
  const media = forMedia < rest ? forMedia : rest;
  add("tools", forTools);
  add("media", media);
  add("input", rest - media);
  return parts;
}

function tokensOf({ lines }: AnalysedCall["count"], kind: PartKind): number {
  return lines.reduce((sum, { label, range }) => (inputKinds[label] === kind ? sum + range.tokens : sum), 0);
}

function shareOf({ amount, tokens }: CostLine, part: number): PicoUsd {
  return tokens <= 0 ? 0n : (amount * BigInt(Math.min(part, tokens))) / BigInt(tokens);
}
