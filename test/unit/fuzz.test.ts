import assert from "node:assert/strict";
import { createSession } from "../../src/engine/session";
import { createInvariants, type Invariants, notesOf, rangesOf } from "../harness/fuzz/invariants";
import { minimise } from "../harness/fuzz/minimise";
import { inputOf, tryInput } from "../harness/fuzz/run";
import { ownSeeds } from "../harness/fuzz/seeds";
import { memoryHost } from "./host";

const seed = 20_261_120;
const inputs = 120;
const batch = 10;

const broken = `import OpenAI from "openai";
const client = new OpenAI();
export const greet = () =>
  client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: "Hello." }] });
`;

/** A small run of `npm run fuzz`: mutated examples and cases, always the same ones. */
describe("mutated files", () => {
  const seeds = ownSeeds();
  let invariants: Invariants;
  before(async () => {
    invariants = await createInvariants();
  });

  for (let from = 0; from < inputs; from += batch) {
    it(`inputs ${from} to ${from + batch - 1} of seed ${seed} hold every invariant`, async () => {
      for (let index = from; index < from + batch; index++) {
        const { failures, input } = await tryInput(invariants, inputOf(seeds, seed, index));
        const details = failures.map(({ kind, detail }) => `${kind}: ${detail}`).join("\n");
        assert.equal(details, "", `npm run fuzz -- --seed ${seed} --from ${index} --runs 1 (${input.seed.name})`);
      }
    });
  }

  it("are noticed when they break something", async () => {
    const host = memoryHost({ "/w/x.ts": broken });
    const report = await (await createSession(host)).analyseWorkspace();
    assert.equal(report.calls.length, 1);
    assert.deepEqual(rangesOf(report, new Map([["/w/x.ts", broken]])), []);
    const shorter = rangesOf(report, new Map([["/w/x.ts", broken.slice(0, 80)]]));
    assert.equal(shorter[0]?.kind, "range");
    const skipped = [{ path: "/w/x.ts", reason: "its calls could not be analysed: TypeError" }];
    assert.equal(notesOf({ ...report, skipped })[0]?.kind, "note");
  });

  it("are made as small as still fails", async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    const fails = async (text: string) => /^line 7$/m.test(text) && /^line 41$/m.test(text);
    assert.equal(await minimise(lines.join("\n"), fails), "line 7\nline 41");
  });
});
