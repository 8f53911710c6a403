import assert from "node:assert/strict";
import { moneyIn } from "../../../src/engine/costs/money";
import { formatReport } from "../../../src/engine/reports";
import type { Report } from "../../../src/engine/reports/report";
import { firstThingsFirst, savedInAMonth, worthLabel, worths } from "../../../src/engine/reports/worth";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

type Reported = Parameters<typeof savedInAMonth>[0];

/** Findings as `name call saving`, in millionths of a dollar a request; calls with a volume a month. */
function reported(findings: [rule: string, call: string, perCall?: number][], volumes: Record<string, number>) {
  const saving = (perCall: number | undefined) =>
    perCall === undefined ? undefined : { perCall: BigInt(perCall) * 1_000_000n, basis: "exact" };
  return {
    findings: findings.map(([rule, callId, perCall]) => ({ rule, callId, saving: saving(perCall) })),
    calls: [...new Set(findings.map(([, call]) => call))].map((id) => ({
      call: { id },
      usage: volumes[id] === undefined ? undefined : { callsPerMonth: volumes[id] },
    })),
  } as unknown as Reported;
}

const order = (report: Reported) => firstThingsFirst(report).map(({ rule }) => rule);

describe("what to do first", () => {
  it("goes by the money of a month where the volume is known, then by what a request saves", () => {
    const report = reported(
      [
        ["none", "a"],
        ["small-but-often", "b", 10],
        ["large", "c", 5_000],
        ["larger", "d", 9_000],
        ["large-but-seldom", "e", 8_000],
      ],
      { b: 100_000, e: 10 },
    );
    assert.deepEqual(order(report), ["small-but-often", "large-but-seldom", "larger", "large", "none"]);
  });

  it("never adds up savings at one call: the largest counts", () => {
    const report = reported(
      [
        ["cache", "a", 300],
        ["model", "a", 900],
        ["batch", "a", 500],
        ["cache", "b", 100],
        ["model", "unknown volume", 70_000],
        ["nothing stated", "c"],
      ],
      { a: 1_000, b: 1_000, c: 1_000 },
    );
    assert.deepEqual(savedInAMonth(report), { amount: 1_000_000_000_000n, calls: 2 });
  });

  it("says a saving for a month or for 1,000 requests", () => {
    const money = moneyIn(undefined);
    const report = reported(
      [
        ["a", "a", 900],
        ["b", "b", 900],
        ["c", "c"],
      ],
      { a: 10_000 },
    );
    assert.deepEqual(
      [...worths(report).values()].map((worth) => worthLabel(worth, money)),
      ["~$9.00 a month", "$0.90 per 1,000 calls", ""],
    );
  });

  it("stands so in the report of real code, with its overlapping savings", async () => {
    const text = `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic();
const POLICY = "You classify questions about orders. Answer with one word: billing or delivery. ${"Be exact. ".repeat(1_600)}";
const ask = (system: string) => (question: string) =>
  // tokenbill: calls=1k/day context=100 output=5
  client.messages.create({ model: "claude-opus-4-5", max_tokens: 5, system: POLICY, messages: [{ role: "user", content: question }] });
`;
    const rules = { "use-prompt-cache": "warning", "use-cheaper-model": "warning" } as const;
    const ruleOptions = { "use-cheaper-model": { promptChars: 20_000 } };
    const session = await createSession(memoryHost({ "/w/a.ts": text }));
    const { configuration } = session.configuration();
    session.configure({ ...configuration, preset: "off", rules, ruleOptions });
    const report: Report = await session.analyseWorkspace();
    assert.deepEqual(report.findings.map(({ rule }) => rule).sort(), ["use-cheaper-model", "use-prompt-cache"]);
    const months = [...worths(report).values()].map(({ month }) => month!);
    const largest = months[0]! > months[1]! ? months[0]! : months[1]!;
    assert.equal(savedInAMonth(report).amount, largest);
    const page = formatReport(report, "text", { includeTests: false, limit: 20 });
    assert.match(page, /What to do first \(2 findings\)\n.*, saves ~\$[\d.]+ a month\n/);
    assert.match(page, /At the 1 call with a saving whose volume is written down: ~\$/);
  });
});
