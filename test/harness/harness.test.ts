import assert from "node:assert/strict";
import type { Finding, Fix, Rule } from "../../src/engine/rules/rule";
import type { CaseAnalysis, CaseEngine } from "./case-engine";
import { foldFillers, readCase, writeFillers } from "./case-source";
import { runCase } from "./run-case";

const meta = { title: "", what: "", why: "", whatToDo: "", severity: "warning", since: "0.1.0" } as const;
const toyRule: Rule = { meta: { ...meta, id: "no-bad", fixable: "safe" }, check: () => [] };

/** Every `bad()` is a finding, every `good()` a call without one; a file with unbalanced brackets does not parse. */
function toyEngine(fixOf: (text: string, start: number) => Partial<Fix> | undefined): CaseEngine {
  return {
    rules: [toyRule],
    syntaxErrors: (_path, text) => (text.split("(").length === text.split(")").length ? [] : ["unbalanced"]),
    analyse(files) {
      const findings: Finding[] = [];
      const calls: CaseAnalysis["calls"] = [];
      for (const [path, text] of files) {
        for (const match of text.matchAll(/(bad|good)\(/g)) {
          const id = `${path}#${calls.length}`;
          calls.push({ path, id, start: match.index });
          if (match[1] === "good") continue;
          const fix = fixOf(text, match.index);
          findings.push({
            rule: "no-bad",
            severity: "warning",
            message: "bad is bad",
            range: { path, start: match.index, end: match.index + 3 },
            fixes: fix ? [{ title: "mend", safety: "safe", edits: [], ...fix }] : [],
            callId: id,
          });
        }
      }
      return { findings, calls, notes: [] };
    },
  };
}

const path = "/w/case.ts";
const mend = (start: number, end: number, text: string): Partial<Fix> => ({ edits: [{ path, start, end, text }] });
const goodFix = toyEngine((_, start) => mend(start, start + 3, "good"));
const source = "x = bad();\n//  ^^^ finding: no-bad is bad\n";
const problemsOf = (engine: CaseEngine, text: string) =>
  runCase(engine, "no-bad", readCase(path, text)).problems.join("\n");

describe("case harness", () => {
  it("accepts a case that holds, and shows the fixed file", () => {
    const outcome = runCase(goodFix, "no-bad", readCase(path, `${source}y = good();\n`));
    assert.deepEqual(outcome.problems, []);
    assert.equal(outcome.violating, 1);
    assert.equal(outcome.innocent, 1);
    assert.equal(outcome.fixed, "x = good();\n//  ^^^ finding: no-bad is bad\ny = good();\n");
  });

  it("fails for a marker without a finding, and a finding without a marker", () => {
    assert.match(problemsOf(goodFix, "x = good();\n//  ^^^ finding: no-bad\n"), /no finding no-bad/);
    assert.match(problemsOf(goodFix, "x = bad();\n"), /no marker for no-bad/);
  });

  it("fails for a marker at another column, line, message or rule", () => {
    assert.match(problemsOf(goodFix, source.replace("//  ^^^", "// ^^^^")), /no finding/);
    assert.match(problemsOf(goodFix, source.replace("\n", "\n\n")), /no finding/);
    assert.match(problemsOf(goodFix, source.replace("is bad", "is good")), /no finding/);
    assert.match(problemsOf(goodFix, source.replace("no-bad", "no-other")), /no finding/);
  });

  it("refuses a marker that it cannot read", () => {
    assert.throws(() => readCase(path, "x = bad();\n// finding: no-bad\n"), /not a marker/);
    assert.throws(() => readCase(path, "x = bad();\n// ^^^ finding no-bad\n"), /not a marker/);
  });

  it("fails for a fix that breaks the file", () => {
    assert.match(
      problemsOf(
        toyEngine((_, start) => mend(start, start + 4, "good")),
        source,
      ),
      /no longer parses/,
    );
  });

  it("fails for a fix that leaves its finding, loses the call, or does nothing", () => {
    assert.match(
      problemsOf(
        toyEngine((_, start) => mend(start, start, " ")),
        source,
      ),
      /still there/,
    );
    assert.match(
      problemsOf(
        toyEngine((_, start) => mend(start, start + 5, "0")),
        source,
      ),
      /no longer found/,
    );
    assert.match(
      problemsOf(
        toyEngine((_, start) => mend(start, start, "")),
        source,
      ),
      /changes nothing/,
    );
    assert.match(
      problemsOf(
        toyEngine(() => ({})),
        source,
      ),
      /no edits/,
    );
  });

  it("fails for edits that overlap or lie outside", () => {
    const edit = (start: number, end: number) => ({ path, start, end, text: "good" });
    assert.match(
      problemsOf(
        toyEngine((_, at) => ({ edits: [edit(at, at + 3), edit(at + 1, at + 2)] })),
        source,
      ),
      /overlap/,
    );
    assert.match(
      problemsOf(
        toyEngine(() => mend(900, 901, "")),
        source,
      ),
      /outside/,
    );
  });

  it("fails when there is neither a fix nor a reason", () => {
    assert.match(
      problemsOf(
        toyEngine(() => undefined),
        source,
      ),
      /neither a fix/,
    );
  });

  it("fails for a case that does not parse", () => {
    assert.match(problemsOf(goodFix, "x = (good();\n"), /itself does not parse/);
  });

  it("writes fillers out and folds them again", () => {
    const text = "a {{40 words}} b {{300 words}} c";
    const written = writeFillers(text);
    assert.equal(written.split(/\s+/).length, 343);
    assert.equal(foldFillers(text, written), text);
  });
});
