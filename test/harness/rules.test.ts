import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rules } from "../../src/engine/rules/index";
import type { CaseEngine } from "./case-engine";
import { foldFillers, readCase } from "./case-source";
import { type CaseOutcome, runCase } from "./run-case";
import { createSessionEngine } from "./session-engine";

const folder = resolve(__dirname, "../../src/engine/rules");
const update = process.env["UPDATE"] === "1";
const leastCases = 6;

/** Each rule's `cases/`: sources with markers, and beside them in `fixed/` what they look like with every fix made. */
describe("rules", () => {
  let engine: CaseEngine;
  before(async function () {
    this.timeout(30_000);
    engine = await createSessionEngine();
  });

  for (const rule of rules) {
    describe(rule.meta.id, () => {
      const cases = join(folder, rule.meta.id, "cases");
      const files = readdirSync(cases).filter((name) => /\.(py|tsx?|jsx?|mts|mjs)$/.test(name));
      const outcomes: CaseOutcome[] = [];
      for (const name of files) {
        it(name, function () {
          this.timeout(20_000);
          const text = readFileSync(join(cases, name), "utf8");
          const outcome = runCase(engine, rule.meta.id, readCase(`/w/${name}`, text));
          outcomes.push(outcome);
          assert.equal(outcome.problems.join("\n"), "");
          const fixed = outcome.fixed === undefined ? undefined : foldFillers(text, outcome.fixed);
          compareFixed(join(cases, "fixed", name), fixed);
        });
      }
      it("has enough cases, and the fixes that it declares", () => {
        const sum = (count: (outcome: CaseOutcome) => number) => outcomes.reduce((total, it) => total + count(it), 0);
        const safeties = new Set(outcomes.flatMap((outcome) => outcome.fixes));
        const best = safeties.has("safe") ? "safe" : safeties.has("suggestion") ? "suggestion" : "none";
        assert.equal(best, rule.meta.fixable, "declared and observed fixability");
        assert.ok(sum((it) => it.violating) >= leastCases, `${sum((it) => it.violating)} violating cases`);
        assert.ok(sum((it) => it.innocent) >= leastCases, `${sum((it) => it.innocent)} innocent cases`);
      });
    });
  }
});

/** The fixed file is kept beside the case, so that a change of a fix is seen and read. `UPDATE=1` writes it. */
function compareFixed(path: string, fixed: string | undefined): void {
  if (update) {
    if (fixed !== undefined) writeFileSync(path, fixed);
    else rmSync(path, { force: true });
  }
  assert.equal(fixed, existsSync(path) ? readFileSync(path, "utf8") : undefined);
}
