import assert from "node:assert/strict";
import { formatReport } from "../../../src/engine/reports";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const SOURCE = `import OpenAI from "openai";
const openai = new OpenAI();
openai.chat.completions.create({
  model: "gpt-4o",
  messages: [{ role: "user", content: "Is this spam? Answer yes or no. " + mail }],
});
`;

async function print(format: "markdown" | "html" | "sarif" | "text") {
  const session = await createSession(
    memoryHost({
      "/w/a|b <i>/x y.ts": SOURCE,
      "/w/tests/x.test.ts": SOURCE,
      "/w/broken.ipynb": "{ from openai import OpenAI",
    }),
  );
  return formatReport(await session.analyseWorkspace(), format, { includeTests: false, limit: 20 });
}

describe("report formats", () => {
  it("SARIF: results with rules, places and what was skipped", async () => {
    const [run] = JSON.parse(await print("sarif")).runs;
    assert.ok(run.results.length > 0);
    const ids = run.tool.driver.rules.map((rule: { id: string }) => rule.id);
    for (const result of run.results) {
      assert.ok(ids.includes(result.ruleId));
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      assert.equal(artifactLocation.uri, "a%7Cb%20%3Ci%3E/x%20y.ts");
      assert.ok(region.startLine >= 3 && region.endColumn > region.startColumn);
    }
    assert.match(run.invocations[0].toolExecutionNotifications[0].message.text, /not valid JSON/);
  });

  it("SARIF: a finding in a notebook stands at its line of the .ipynb file", async () => {
    const source = ["from openai import OpenAI\n", 'OpenAI().responses.create(model="gpt-4-0314", input="Hello")\n'];
    const cells = [
      { cell_type: "markdown", source: ["# é\n"] },
      { cell_type: "code", source },
    ];
    const json = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
    const session = await createSession(memoryHost({ "/w/a.ipynb": json }));
    const text = formatReport(await session.analyseWorkspace(), "sarif", { includeTests: false, limit: 20 });
    const { startLine, startColumn, endColumn } =
      JSON.parse(text).runs[0].results[0].locations[0].physicalLocation.region;
    assert.equal(json.split("\n")[startLine - 1]!.slice(startColumn - 1, endColumn - 1), '\\"gpt-4-0314\\"');
  });

  it("Markdown: workspace text is never markup", async () => {
    const text = await print("markdown");
    assert.match(text, /\| a\\\|b \\<i\\>\/x y\.ts:3 \| gpt-4o \|/);
    assert.match(text, /1 call, each run once: \*\*\$/);
  });

  it("text: the sums speak of the same calls and files, without those of tests", async () => {
    const text = await print("text");
    assert.match(text, /^1 model call in 1 file \(/);
    assert.match(text, /^The priced call run once: \$/m);
    assert.match(text, /^1 call in tests and examples left out/m);
  });

  it("HTML: one page that loads and runs nothing, with workspace text as text", async () => {
    const page = await print("html");
    assert.match(page, /default-src 'none'/);
    assert.doesNotMatch(page, /<script|<i>|<link|<img|\son\w+=|https?:/);
    assert.match(page, /a\|b &lt;i&gt;\/x y\.ts:3/);
    assert.match(page, /broken\.ipynb/);
    assert.match(page, /<dd>\$0\.\d+/);
  });

  it("text: names the file that could not be read", async () => {
    assert.match(await print("text"), /broken\.ipynb: the notebook is not valid JSON/);
  });
});
