import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { BASELINE_FILE, writeBaseline } from "../../../src/engine/rules/baseline";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const path = "/w/src/classify.py";
const classify = (name: string, model = "gpt-5") => `
def ${name}(mail):
    return client.chat.completions.create(
        model="${model}", max_completion_tokens=5, messages=[{"role": "user", "content": "Is this spam? Answer only yes or no. " + mail}]
    )
`;
const source = (...functions: string[]) => `from openai import OpenAI\nclient = OpenAI()\n${functions.join("\n")}`;
const cheaper = { preset: "off" as const, rules: { "use-cheaper-model": "warning" as const } };

async function sessionOver(files: Record<string, string>) {
  const host = memoryHost({ "/w/tokenbill.jsonc": JSON.stringify(cheaper), ...files });
  const session = await createSession(host);
  return { host, session };
}

/** What a folder's baseline says today. */
async function accept(text: string): Promise<string> {
  const { session } = await sessionOver({ [path]: text });
  const report = await session.analyseWorkspace();
  return writeBaseline(report.findings, "/w", report.source);
}

/** Findings that are reported, that are known, and entries that match nothing. */
async function counts(baseline: string, text: string): Promise<[number, number, number]> {
  const { session } = await sessionOver({ [path]: text, [`/w/${BASELINE_FILE}`]: baseline });
  const { findings, baseline: known } = await session.analyseWorkspace();
  return [findings.length, known.findings.length, known.gone];
}

describe("a baseline", () => {
  it("makes today's findings known, and holds while the code around them moves", async () => {
    const text = source(classify("is_spam"));
    const baseline = await accept(text);
    assert.deepEqual(await counts(baseline, text), [0, 1, 0]);
    assert.deepEqual(await counts(baseline, `# moved\n\n${text}\n# and more\n`), [0, 1, 0]);
    const indented = source(`class A:${classify("is_spam").replaceAll("\n", "\n    ")}`);
    assert.deepEqual(await counts(baseline, indented), [0, 1, 0]);
  });

  it("lets through what is new, also on a line like a known one", async () => {
    const baseline = await accept(source(classify("is_spam")));
    assert.deepEqual(await counts(baseline, source(classify("is_spam"), classify("is_ham"))), [1, 1, 0]);
    assert.deepEqual(await counts(await accept(source()), source(classify("is_spam"))), [1, 0, 0]);
  });

  it("lets through a finding whose line changes, and says what is gone", async () => {
    const baseline = await accept(source(classify("is_spam")));
    const changed = source(classify("is_spam").replace("return client", "answer = client"));
    assert.deepEqual(await counts(baseline, changed), [1, 0, 1]);
    assert.deepEqual(await counts(baseline, source()), [0, 0, 1]);
  });

  it("is taken up and dropped when its file changes", async () => {
    const text = source(classify("is_spam"));
    const { host, session } = await sessionOver({ [path]: text });
    const found = () => session.analyse(path).findings.length;
    assert.equal(found(), 1);
    host.files.set(`/w/${BASELINE_FILE}`, await accept(text));
    assert.ok(session.invalidate(`/w/${BASELINE_FILE}`).includes(path));
    assert.equal(found(), 0);
    host.files.delete(`/w/${BASELINE_FILE}`);
    session.invalidate(`/w/${BASELINE_FILE}`);
    assert.equal(found(), 1);
  });

  it("that cannot be read is named, and everything is reported", async () => {
    const text = source(classify("is_spam"));
    const wrong = ["", "[]", "{", "null", '{"version":2,"findings":{}}', '{"version":1,"findings":{"a":{"b":[1]}}}'];
    for (const baseline of [...wrong, '{"version":1,"findings":{"a":["b"]}}', '{"version":1,"findings":[]}']) {
      const { session } = await sessionOver({ [path]: text, [`/w/${BASELINE_FILE}`]: baseline });
      const report = await session.analyseWorkspace();
      assert.equal(report.findings.length, 1, baseline);
      assert.match(report.skipped.map(({ reason }) => reason).join(), /not a baseline/, baseline);
    }
  });

  it("is written sorted, the same each time, as its schema says", async () => {
    const text = source(classify("is_spam"), classify("is_ham"));
    const baseline = await accept(text);
    assert.equal(await accept(text), baseline);
    const validate = new Ajv().compile(JSON.parse(readFileSync("schemas/baseline.schema.json", "utf8")));
    assert.ok(validate(JSON.parse(baseline)), JSON.stringify(validate.errors));
    assert.deepEqual(Object.keys(JSON.parse(baseline).findings), ["src/classify.py"]);
  });
});
