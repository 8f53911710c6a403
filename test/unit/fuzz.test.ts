import assert from "node:assert/strict";
import { createSession } from "../../src/engine/session";
import {
  createInvariants,
  createQuickInvariants,
  type Invariants,
  notesOf,
  rangesOf,
} from "../harness/fuzz/invariants";
import { kept } from "../harness/fuzz/kept";
import { minimise } from "../harness/fuzz/minimise";
import { inputOf, tryInput } from "../harness/fuzz/run";
import { ownSeeds } from "../harness/fuzz/seeds";
import { memoryHost } from "./host";

const seed = 20_261_120;
/** Every so many-th input is taken: two changes of a file, and then those of another one. */
const stride = 5;
const inputs = 120 * stride;
const batch = 10 * stride;
/** Inputs of one small file each, for which only what is quick to see is looked at. */
const smallInputs = 2_000;
const smallText = 800;

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
    it(`every ${stride}th of inputs ${from} to ${from + batch - 1} of seed ${seed} holds every invariant`, async () => {
      for (let index = from; index < from + batch; index += stride) {
        const { failures, input } = await tryInput(invariants, inputOf(seeds, seed, index));
        const details = failures.map(({ kind, detail }) => `${kind}: ${detail}`).join("\n");
        assert.equal(details, "", `npm run fuzz -- --seed ${seed} --from ${index} --runs 1 (${input.seed.name})`);
      }
    });
  }

  for (const { name, path, text } of kept) {
    it(`that were found by longer runs hold every invariant: ${name}`, async () => {
      assert.deepEqual(await invariants.check(new Map([[path, "x = 1\n"]]), path, text), []);
    });
  }

  it(`that are small, ${smallInputs} of them, throw nothing, report nothing outside of them, and say the same twice`, async function () {
    this.timeout(240_000);
    const small = seeds.flatMap((one) => {
      const targets = one.targets.filter(
        (path) => one.files.get(path)!.length <= smallText && !path.endsWith(".ipynb"),
      );
      return targets.length === 0 ? [] : [{ ...one, targets }];
    });
    assert.ok(small.length >= 20, `${small.length} small seeds`);
    const check = await createQuickInvariants();
    for (let index = 0; index < smallInputs; index++) {
      const input = inputOf(small, seed, index);
      const failures = check(input.path, input.text.slice(0, 4 * smallText));
      assert.deepEqual(failures, [], `small input ${index} of seed ${seed}: ${input.seed.name}\n${input.text}`);
    }
  });

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
