import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sdks } from "../../../src/engine/sdks/index";
import { describeCall, expectedCalls, findIn } from "./find";

const folder = join(__dirname, "../../../src/engine/sdks/cases");
const files = readdirSync(folder).sort();

describe("SDK cases", () => {
  for (const file of files)
    it(file, async () => {
      const source = readFileSync(join(folder, file), "utf8");
      const path = `/w/${file}`;
      const calls = await findIn({ [path]: source }, path);
      const found = new Map(calls.map((call) => [call.anchor.start, call]));
      const expected = expectedCalls(source);
      assert.ok(expected.length > 0, "a cases file marks at least one call");
      const problems: string[] = [];
      for (const { start, end, line, words } of expected) {
        const call = found.get(start);
        found.delete(start);
        if (!call) problems.push(`line ${line}: no call found, expected ${words.join(" ")}`);
        else if (call.anchor.end !== end) problems.push(`line ${line}: carets end elsewhere than the callee's name`);
        else {
          const described = describeCall(call);
          for (const word of words)
            if (!described.includes(word))
              problems.push(`line ${line}: expected ${word}, found ${described.join(" ")}`);
        }
      }
      for (const call of found.values()) {
        const line = source.slice(0, call.anchor.start).split("\n").length;
        problems.push(`line ${line}: not marked, found ${describeCall(call).join(" ")}`);
      }
      assert.deepEqual(problems, []);
    });

  it("are of the SDKs that the readme lists, all of them", () => {
    const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
    const [, list = ""] = /<!-- generated: sdks -->([\s\S]*?)<!-- \/generated -->/.exec(readme) ?? [];
    const listed = list
      .split("\n")
      .filter((line) => line.startsWith("* "))
      .flatMap((line) => line.slice(line.indexOf(": ") + 2, -1).split(", "));
    assert.deepEqual(listed.sort(), sdks.map(({ title }) => title).sort());
    const names = readdirSync(join(folder, "..")).filter((file) =>
      /^export const sdk\b/m.test(file.endsWith(".ts") ? readFileSync(join(folder, "..", file), "utf8") : ""),
    );
    assert.deepEqual(
      names.filter((file) => file !== "index.ts"),
      sdks.map(({ name }) => `${name}.ts`).sort(),
    );
  });

  it("cover every SDK in each of its languages", () => {
    const missing = sdks.flatMap((sdk) =>
      sdk.languages
        .map((language) => `${sdk.name}.${language === "python" ? "py" : "ts"}`)
        .filter((name) => !files.includes(name)),
    );
    assert.deepEqual(missing, []);
  });
});
