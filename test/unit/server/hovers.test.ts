import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, startClient } from "./client";

const files = {
  "src/fast.ts": `export const MODEL = "gpt-5-mini";\n`,
  "src/deep.ts": `// the thorough one\nexport const MODEL = "gpt-5";\n`,
  "src/prompts.ts": `
export const RULES = "Answer from the text alone. Say so when it does not say.";
export const POLITE = "Be polite.";
`,
  "src/terse.ts": `export const TERSE = "Be terse: one sentence, and no greeting whatever happens.";\n`,
  "src/voice.md": "Write the way a good newspaper does: plain words, short sentences, no ornament.\n",
};
const source = `import { readFileSync } from "node:fs";
import { join } from "node:path";
import OpenAI from "openai";
import { MODEL as DEEP } from "./deep";
import { MODEL as FAST } from "./fast";
import { POLITE, RULES } from "./prompts";
import { TERSE } from "./terse";
const client = new OpenAI();
const voice = readFileSync(join(__dirname, "voice.md"), "utf8");
export async function answer(question: string, deep: boolean, store: any, short: boolean) {
  const docs = await store.similaritySearch(question, 5);
  const text = docs.map((doc: any) => doc.pageContent).join("\\n");
  const manner = short ? TERSE : POLITE;
  return client.responses.create({
    model: deep ? DEEP : FAST,
    instructions: \`\${RULES} \${voice}\`,
    input: \`\${manner} \${text} \${question.slice(0, 4000)} \${readFileSync(join(__dirname, "gone.md"), "utf8")}\`,
  });
}
`;

describe("the hover of a call", () => {
  let folder: string;
  let client: Client;
  let hover: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-hover-"));
    mkdirSync(join(folder, "src"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    client = await startClient([folder]);
    hover = (await client.hover(client.open("src/answer.ts", source), "responses.create")).replaceAll("\\", "");
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const row = (start: RegExp) => hover.split("\n").find((line) => start.test(line)) ?? hover;

  it("links each part to the files that its text comes from", () => {
    assert.match(
      row(/^\| .*system/),
      /from \[prompts\.ts\]\(<file:\S+\/src\/prompts\.ts#L2>\), \[voice\.md\]\(<file:\S+\/src\/voice\.md#L1>\)/,
    );
  });
  it("names all models that it may be, each with its own place", () => {
    assert.match(
      hover,
      /One of these models: \[gpt-5\]\(<\S+\/src\/deep\.ts#L2>\), \[gpt-5-mini\]\(<\S+\/src\/fast\.ts#L1>\)\./,
    );
  });
  it("links to each of the texts that a part may be", () => {
    assert.match(
      row(/manner/),
      /one of \[terse\.ts\]\(<\S+\/src\/terse\.ts#L1>\), \[prompts\.ts\]\(<\S+\/src\/prompts\.ts#L3>\)/,
    );
  });
  it("says what the code shows of an open part, or why it cannot be known", () => {
    assert.match(row(/similaritySearch/), /\| &emsp;up to 5 pieces \|/);
    assert.match(row(/\[question\]/), /\| &emsp;up to 4,000 characters \|/);
    assert.match(row(/\[gone/), /\| &emsp;file not found \|/);
  });

  it("says how far off an estimate may be, and nothing of the kind where the count is exact", async () => {
    const text = source.replace("deep ? DEEP : FAST", '"claude-sonnet-4-5"').replaceAll("OpenAI", "Anthropic");
    const call = text
      .replace('"openai"', '"@anthropic-ai/sdk"')
      .replace("client.responses.create({", "client.messages.create({ max_tokens: 99,")
      .replace("instructions:", "system:")
      .replace(/input: (.*),/, 'messages: [{ role: "user", content: $1 }],');
    const estimated = await client.hover(client.open("src/estimate.ts", call), "messages.create");
    assert.match(
      estimated,
      /^\* The known input is \d+–\d+ tokens, by how [\d,]+ requests to its family of models were billed\.$/m,
    );
    assert.doesNotMatch(hover, /The known input is/);
  });

  it("names what is sent besides and stands in no row", async () => {
    const text = source.replace(
      "responses.create({",
      'responses.create({ previous_response_id: "resp_1", prompt: { id: "pmpt_1" },',
    );
    const hover = await client.hover(client.open("src/besides.ts", text), "responses.create");
    assert.match(
      hover,
      /^\* In no figure here, as nobody can see how long it is: the stored prompt; earlier turns\.$/m,
    );
  });

  describe("whose model something else may name", () => {
    const hoverWith = async (name: string, model: string) => {
      const text = source
        .replace("deep ? DEEP : FAST", model)
        .replace("short: boolean", "short: boolean, settings: any");
      return (await client.hover(client.open(name, text), "responses.create")).replaceAll("\\", "");
    };
    it("has it among the models, with the way to a price", async () => {
      const text = await hoverWith("src/either.ts", "deep ? DEEP : settings.model");
      assert.match(text, /^\*\*gpt-5 or one from answer\.settings\.model\*\*/);
      assert.match(
        text,
        /may come from answer\.settings\.model too, which is in no figure here\. Name it once under `models`/,
      );
    });
    it("is told from its default", async () => {
      const text = await hoverWith("src/default.ts", "settings.model ?? DEEP");
      assert.match(text, /^\*\*GPT-5\*\*/);
      assert.match(text, /gpt-5 is what it is when answer\.settings\.model does not say otherwise\./);
    });
  });
});
