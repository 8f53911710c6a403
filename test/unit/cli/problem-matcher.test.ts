import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatReport } from "../../../src/engine/reports";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const { contributes } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));

const source = `import OpenAI from "openai";
const openai = new OpenAI();
export const ask = (text: string) =>
  openai.chat.completions.create({ model: "gpt-4", messages: [{ role: "user", content: text }] });
`;
const cells = ["from openai import OpenAI", 'OpenAI().responses.create(model="gpt-4", input=question)'];
const notebook = {
  cells: cells.map((text) => ({ cell_type: "code", metadata: {}, outputs: [], source: [text] })),
  metadata: { kernelspec: { language: "python" } },
  nbformat: 4,
  nbformat_minor: 5,
};

describe("the problem matcher of tasks", () => {
  const [matcher] = contributes.problemMatchers;
  const [place, message] = matcher.pattern.map(({ regexp }: { regexp: string }) => new RegExp(regexp));

  it("reads every finding of the text report, and nothing else", async () => {
    const files = { "/w/src/a b.ts": source, "/w/n.ipynb": JSON.stringify(notebook) };
    const session = await createSession(memoryHost(files));
    const report = await session.analyseWorkspace();
    const lines = formatReport(report, "text", { includeTests: false, limit: 100_000 }).split("\n");
    const found = lines.flatMap((line, at) => {
      const match = place.exec(line);
      const text = match && message.exec(lines[at + 1] ?? "");
      return match && text ? [[match[1], match[5], text[1]].join(" | ")] : [];
    });
    const expected = report.findings.map(({ range, rule, message: text }) =>
      [range.path.replace("/w/", ""), rule, text].join(" | "),
    );
    assert.ok(expected.some((one) => one.startsWith("n.ipynb")) && expected.length >= 2, expected.join("\n"));
    assert.deepEqual([...found].sort(), [...expected].sort());
  });

  it("is the one that the task type uses, and its commands exist", () => {
    assert.equal(matcher.name, "tokenbill");
    const [{ properties, type }] = contributes.taskDefinitions;
    assert.equal(type, "tokenbill");
    const provider = readFileSync(join(__dirname, "../../../src/extension/tasks.ts"), "utf8");
    for (const command of properties.command.enum) assert.ok(provider.includes(`"${command}"`), command);
  });
});
