import assert from "node:assert/strict";
import { defaultConfiguration, loadConfiguration, parseConfiguration } from "../../src/engine/configuration";
import { memoryHost } from "./host";

describe("configuration", () => {
  it("reads comments and trailing commas", () => {
    const { values, notes } = parseConfiguration(
      '{ // fast\n "models": { "env:MODEL": "gpt-5-mini", }, }',
      "/w/tokenbill.jsonc",
    );
    assert.deepEqual(notes, []);
    assert.deepEqual({ ...values.models }, { "env:MODEL": "gpt-5-mini" });
  });

  it("leaves out what is wrong, and names it with its place", () => {
    const text = '{ "modles": {}, "includeTests": "yes", "rules": { "no-x": "loud" }, "exclude": ["old/"] }';
    const { values, notes } = parseConfiguration(text, "/w/tokenbill.jsonc");
    assert.deepEqual({ ...values }, { exclude: ["old/"] });
    assert.deepEqual(
      notes.map(({ reason, start }) => [text.slice(start, start! + 8), reason.replace(/;.*/, "")]),
      [
        ['"modles"', 'unknown key "modles"'],
        ['"yes", "', '"includeTests" must be true or false'],
        ['{ "no-x"', '"rules" must be an object whose values are each one of off, error, warning, information, hint'],
      ],
    );
  });

  it("reads a preset and what holds for some files, and refuses others", () => {
    const right = '{ "preset": "strict", "overrides": { "old/**": { "preset": "off", "rules": { "no-x": "hint" } } } }';
    assert.deepEqual(parseConfiguration(right, "/w/tokenbill.jsonc").notes, []);
    for (const wrong of ['"loud"', "1"]) {
      assert.equal(parseConfiguration(`{ "preset": ${wrong} }`, "/w/tokenbill.jsonc").notes.length, 1);
    }
    for (const wrong of [
      "[]",
      "1",
      '{ "preset": "loud" }',
      '{ "rules": { "no-x": "loud" } }',
      '{ "severity": "off" }',
    ]) {
      assert.equal(
        parseConfiguration(`{ "overrides": { "a": ${wrong} } }`, "/w/tokenbill.jsonc").notes.length,
        1,
        wrong,
      );
    }
  });

  it("survives broken and odd files", () => {
    for (const text of ["", "[]", "{", "\u0000", '{"__proto__": {"includeTests": true}}', '{"constructor": 1}']) {
      const { values, notes } = parseConfiguration(text, "/w/tokenbill.jsonc");
      assert.ok(notes.length > 0, text);
      assert.equal(values.includeTests, undefined);
    }
  });

  it("lays the files of the folders over the settings", () => {
    const host = memoryHost({ "/w/tokenbill.jsonc": '{ "exclude": ["b/"], "includeTests": true }' });
    const { configuration } = loadConfiguration(host, { ...defaultConfiguration, exclude: ["a/"] });
    assert.deepEqual(configuration.exclude, ["a/", "b/"]);
    assert.equal(configuration.includeTests, true);
  });
});
