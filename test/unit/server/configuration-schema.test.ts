import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseConfiguration } from "../../../src/engine/configuration";

describe("the schema of tokenbill.jsonc", () => {
  const schema = JSON.parse(readFileSync("schemas/tokenbill.schema.json", "utf8"));

  it("names the keys that are read, and no others", () => {
    const { notes } = parseConfiguration('{ "nothing like that": 1 }', "/w/tokenbill.jsonc");
    const keys = /the keys are (.*)$/.exec(notes[0]!.reason)![1]!.split(", ");
    assert.deepEqual(Object.keys(schema.properties).sort(), keys.sort());
  });

  it("reads the samples of the documents without a note", () => {
    const documents = ["docs/rules.md", "README.md"].map((path) => readFileSync(path, "utf8")).join("\n");
    const samples = [...documents.matchAll(/```jsonc\n([\s\S]*?)```/g)];
    assert.ok(samples.length > 0);
    for (const [, sample] of samples) assert.deepEqual(parseConfiguration(sample!, "/w/tokenbill.jsonc").notes, []);
  });

  it("refers only to files that are packaged with it", () => {
    const references = [...JSON.stringify(schema).matchAll(/"\$ref":"([^"#]+)"/g)].map(([, reference]) => reference!);
    assert.ok(references.length > 0);
    for (const reference of references) {
      assert.match(reference, /^\.\/[^/]+$/);
      JSON.parse(readFileSync(join("schemas", reference), "utf8"));
    }
  });

  it("accepts the sizes and volumes that are read, and no others", () => {
    const { calls, context, output } = schema.properties.usage.additionalProperties.properties;
    const texts = [
      "10k/day",
      "1.5M/Month",
      " 200 / hour ",
      "3k",
      "400",
      "0.5m",
      "often",
      "10/fortnight",
      "k/day",
      "-3",
      "3 k",
      "",
    ];
    for (const text of texts) {
      for (const [key, { pattern }] of Object.entries<{ pattern: string }>({ calls, context, output })) {
        const { notes } = parseConfiguration(
          JSON.stringify({ usage: { "**": { [key]: text } } }),
          "/w/tokenbill.jsonc",
        );
        assert.equal(new RegExp(pattern).test(text), notes.length === 0, `${key}: "${text}"`);
      }
    }
  });

  it("gives examples and defaults that are read without a note", () => {
    for (const [key, { examples = [], default: fallback }] of Object.entries<{
      examples?: unknown[];
      default?: unknown;
    }>(schema.properties)) {
      const values = fallback === undefined ? examples : [...examples, fallback];
      for (const value of values) {
        const { notes } = parseConfiguration(JSON.stringify({ [key]: value }), "/w/tokenbill.jsonc");
        assert.deepEqual(notes, [], key);
      }
    }
  });
});
