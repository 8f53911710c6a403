const kinds = [{ cached: 0.006 }, { tools: 0.002 }, { media: 0.003, fee: 0.001 }, { reasoning: 0.004 }, {}];
const folders = ["src", "src/chat", "src/batch/nightly", "tools"];

const budget = (of, name, amount, spent, share, remaining, state) => ({
  ...{ of, name, budget: amount, spent, share, remaining, state },
});

/** A report with `count` calls whose figures differ, for the panel alone. */
export function manyCalls(count) {
  const place = (index) => ({
    uri: `file:///app/${folders[index % 4]}/file-${index}.ts`,
    file: `${folders[index % 4]}/file-${index}.ts`,
    line: index % 90,
    character: 4,
  });
  const calls = Array.from({ length: count }, (_, index) => ({
    id: `${folders[index % 4]}/file-${index}.ts#1`,
    place: place(index),
    counted: true,
    scope: "production",
    sdk: "openai",
    api: "openai.chat",
    model: ["gpt-4o", "gpt-5-mini", "settings.FAST_LLM"][index % 3],
    modelKnown: index % 3 !== 2,
    open: index % 3 === 2,
    resolve: index % 3 === 2 ? { kind: "name", origin: "settings.FAST_LLM" } : undefined,
    input: `${1_000 + index} in`,
    inputTokens: 1_000 + index,
    output: "≤ 1,000 out",
    cost: index % 3 === 2 ? "model from settings.FAST_LLM" : `$${(0.01 + index / 1e5).toFixed(4)} a call`,
    floor: index % 3 === 2 ? undefined : 0.01 + index / 1e5,
    withCap: index % 3 === 2 ? undefined : 0.02 + index / 1e5,
    parts: index % 3 === 2 ? {} : { ...kinds[index % kinds.length], input: 0.01, output: 0.004 + index / 1e5 },
    times: index % 5 === 0 ? "each of documents" : "",
    findings: index % 4 === 0 ? 1 : 0,
  }));
  const findings = calls
    .filter((call) => call.findings > 0)
    .map((call, index) => ({
      id: `use-cheaper-model@${call.id}`,
      rule: "use-cheaper-model",
      severity: ["warning", "information", "error"][index % 3],
      message: "This call only classifies, and gpt-4o costs 16 times what gpt-4o-mini does.",
      place: call.place,
      rank: 1,
      savingLabel: "$4.00 per 1,000 calls",
      formula: "1,000 × ($2.50 − $0.15) per 1M",
      fixes: [
        { title: "Mark the prefix for caching", safe: true },
        { title: "Use gpt-4o-mini: saves $0.0040 a call", safe: false },
      ],
    }));
  return {
    pricesAsOf: "2026-11-23",
    catalogueAsOf: "2026-11-20",
    rate: "",
    totals: {
      calls: count,
      priced: count - 5,
      unpriced: 2,
      unresolved: 3,
      outOfScope: 4,
      withoutCap: 2,
      open: 7,
      cost: "$0.41–$3.20",
      monthly: "~$620–$2,100",
      monthlyCalls: 3,
      inputTokens: "≈120,400",
    },
    budgets: [
      budget("workspace", "", "$1,000", "$620–$2,100", 0.62, "$380", "within"),
      budget("feature", "search", "$500", "$430–$440", 0.86, "$70", "near"),
      budget("file", "src/chat/answer-to-a-customer.ts", "$100", "$190", 1.9, "$90", "over"),
      budget("feature", "tickets", "$50", "", undefined, "", "unknown"),
      budget("call", "", "$0.05", "$0.02", 0.4, "$0.03", "within"),
    ],
    models: ["gpt-4o", "gpt-5-mini"],
    groups: { folder: [], file: [], model: [], sdk: [], feature: [] },
    calls,
    findings,
    known: "",
    skipped: [{ file: "src/huge.ts", uri: "file:///app/src/huge.ts", reason: "the file is 5,000 KB" }],
    files: { listed: 1_819, read: 19, parsed: 19 },
  };
}
