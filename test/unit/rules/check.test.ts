import assert from "node:assert/strict";
import { type Configuration, defaultConfiguration } from "../../../src/engine/configuration";
import { checkCalls } from "../../../src/engine/rules/check";
import type { AnalysedCall, Rule, RuleFinding } from "../../../src/engine/rules/rule";
import type { FileNote } from "../../../src/engine/session";
import type { Comment } from "../../../src/engine/syntax/program";

const path = "/w/a.py";

function ruleOf(id: string, check: Rule["check"]): Rule {
  const words = { title: "", what: "", why: "", whatToDo: "" };
  const options = { most: { default: 3, description: "" } };
  return { meta: { id, ...words, severity: "warning", fixable: "none", since: "0.1.0", options }, check };
}

/** A call at each `call` in the text. */
function callsIn(text: string, scope = "production"): AnalysedCall[] {
  return [...text.matchAll(/call/g)].map(({ index }, ordinal) => {
    const range = { start: index, end: index + 4 };
    return { call: { id: `a#${ordinal}`, path, range, anchor: range, scope } } as unknown as AnalysedCall;
  });
}

function commentsIn(text: string): Comment[] {
  return [...text.matchAll(/# ?(.*)/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[1]!.trim(),
  }));
}

const says = (message: string): RuleFinding[] => [{ message, fixes: [], disabled: "" }];

function run(text: string, rules: Rule[], settings: Partial<Configuration> = {}, scope?: string) {
  const notes: FileNote[] = [];
  const findings = checkCalls(callsIn(text, scope), {
    catalogue: { asOf: "2026-01-01", models: [], find: () => undefined, cheaper: () => [] } as never,
    configuration: { ...defaultConfiguration, ...settings },
    path,
    relative: "a.py",
    reprice: () => undefined,
    withParts: (call) => call,
    sharedBy: () => 1,
    text: () => text,
    calls: () => [],
    dependency: () => undefined,
    exists: () => false,
    source: () => ({ path, text, language: "python", comments: commentsIn(text), body: [], errors: [] }),
    note: (note) => notes.push(note),
    rules,
  });
  return { findings, notes };
}

const lines = (text: string, settings?: Partial<Configuration>, rules = [ruleOf("no-a", () => says("a"))]) =>
  run(text, rules, settings).findings.map(
    ({ rule, range }) => `${text.slice(0, range.start).split("\n").length} ${rule}`,
  );

describe("checkCalls", () => {
  it("completes findings and sorts them by place, then rule", () => {
    const { findings } = run("call\ncall", [ruleOf("no-b", () => says("b")), ruleOf("no-a", () => says("a"))]);
    assert.deepEqual(
      findings.map(({ rule, range, callId, severity }) => [rule, range.start, callId, severity]),
      [
        ["no-a", 0, "a#0", "warning"],
        ["no-b", 0, "a#0", "warning"],
        ["no-a", 5, "a#1", "warning"],
        ["no-b", 5, "a#1", "warning"],
      ],
    );
  });

  it("says once what differs only in its figures at one place", () => {
    let tries = 0;
    const range = { path, start: 0, end: 4 };
    const retries = ruleOf("no-a", () => [{ ...says(`sent ${++tries * 1000} times`)[0]!, range }]);
    const models = ruleOf("no-b", ({ call }) => [
      { ...says(`gpt-${call.id} retires`)[0]!, range: { ...range, end: 3 } },
    ]);
    const { findings } = run("call\ncall", [retries, models]);
    assert.deepEqual(
      findings.map(({ message }) => message),
      ["sent 1000 times", "gpt-a#0 retires", "gpt-a#1 retires"],
    );
  });

  it("turns a rule that throws into a note, and goes on", () => {
    const broken = ruleOf("no-a", () => {
      throw new Error("boom");
    });
    const { findings, notes } = run("call", [broken, ruleOf("no-b", () => says("b"))]);
    assert.deepEqual(notes, [{ path, reason: "rule no-a failed: boom", start: 0 }]);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ["no-b"],
    );
  });

  it("takes severities and option values from the configuration", () => {
    const rule = ruleOf("no-a", (_, { options }) => says(String(options.most)));
    const only = (settings: Partial<Configuration>) =>
      run("call", [rule], settings).findings.map(({ severity, message }) => [severity, message]);
    assert.deepEqual(only({}), [["warning", "3"]]);
    assert.deepEqual(only({ rules: { "no-a": "error" }, ruleOptions: { "no-a": { most: 7 } } }), [["error", "7"]]);
    assert.deepEqual(only({ rules: { "no-a": "off" } }), []);
  });

  it("takes severities from the preset, then by id, then by pattern", () => {
    const severities = (settings: Partial<Configuration>, more: Partial<Rule["meta"]> = {}) => {
      const rule = ruleOf("no-a", () => says("a"));
      Object.assign(rule.meta, { severity: "hint", ...more });
      return run("call", [rule], settings).findings.map(({ severity }) => severity);
    };
    const never = { "no-a": "off" } as const;
    assert.deepEqual(severities({}), ["hint"]);
    assert.deepEqual(severities({}, { preset: "strict" }), []);
    assert.deepEqual(severities({ preset: "strict" }, { preset: "strict" }), ["warning"]);
    assert.deepEqual(severities({ preset: "strict" }, { severity: "error" }), ["error"]);
    assert.deepEqual(severities({ preset: "off" }), []);
    assert.deepEqual(severities({ preset: "off", rules: { "no-a": "error" } }), ["error"]);
    assert.deepEqual(severities({ overrides: { "*.py": { rules: never } } }), []);
    assert.deepEqual(severities({ overrides: { "*.ts": { rules: never } } }), ["hint"]);
    assert.deepEqual(severities({ rules: never, overrides: { "*.py": { preset: "strict" } } }), ["warning"]);
    assert.deepEqual(severities({ overrides: { "*": { rules: never }, "a.*": { rules: { "no-a": "error" } } } }), [
      "error",
    ]);
  });

  it("says nothing about tests unless they are included", () => {
    const rules = [ruleOf("no-a", () => says("a"))];
    assert.equal(run("call", rules, {}, "test").findings.length, 0);
    assert.equal(run("call", rules, { includeTests: true }, "test").findings.length, 1);
  });
});

describe("silences", () => {
  it("hold for the next line of code", () => {
    assert.deepEqual(lines("# tokenbill-ignore-next-line\ncall\ncall"), ["3 no-a"]);
    assert.deepEqual(lines("# tokenbill-ignore-next-line no-a -- because\ncall"), []);
    assert.deepEqual(lines("# tokenbill-ignore-next-line no-b, no-a\n\n  # why\n  call"), []);
  });
  it("hold for the whole file", () => {
    assert.deepEqual(lines("call\n# tokenbill-ignore-file no-a\ncall"), []);
    assert.deepEqual(lines("call\n# tokenbill-ignore-file\ncall"), []);
  });
  it("are reported when they silence nothing", () => {
    assert.deepEqual(lines("# tokenbill-ignore-next-line no-b\ncall"), ["1 no-unused-silence", "2 no-a"]);
    assert.deepEqual(lines("# tokenbill-ignore-file no-b"), ["1 no-unused-silence"]);
    assert.deepEqual(lines("x # tokenbill-ignore-next-line no-a"), ["1 no-unused-silence"]);
    assert.deepEqual(lines("# tokenbill-ignore-file no-b", { rules: { "no-unused-silence": "off" } }), []);
  });
  it("may be needed again: of rules that are off, and in tests", () => {
    const both = ["no-a", "no-b"].map((id) => ruleOf(id, () => says(id)));
    assert.deepEqual(lines("# tokenbill-ignore-file no-b", { rules: { "no-b": "off" } }, both), []);
    assert.deepEqual(lines("# tokenbill-ignore-file no-b", { overrides: { "*.py": { preset: "off" } } }, both), []);
    const tests = run("call # tokenbill-ignore-file no-a", [ruleOf("no-a", () => says("a"))], {}, "test");
    assert.deepEqual(tests.findings, []);
  });
  it("are only what begins with their name", () => {
    assert.deepEqual(lines("# tokenbill-ignore-next-lines\ncall"), ["2 no-a"]);
    assert.deepEqual(lines("# see tokenbill-ignore-file\ncall"), ["2 no-a"]);
  });
});

describe("findings at one place", () => {
  it("are reported once when they say the same", () => {
    const at = { path, start: 0, end: 4 };
    const rule = ruleOf("no-a", ({ call }) => [
      { ...says("a")[0]!, range: at },
      { ...says(`only ${call.id}`)[0]!, range: at },
    ]);
    const { findings } = run("call call", [rule]);
    assert.deepEqual(findings.map(({ message }) => message).sort(), ["a", "only a#0", "only a#1"]);
  });
});
