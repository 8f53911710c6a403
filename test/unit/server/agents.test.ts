import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agentTools } from "../../../src/server/agent-tools";
import { type AgentToolResult, methods } from "../../../src/server/protocol";
import { type Client, startClient } from "./client";

const source = `import OpenAI from "openai";
const openai = new OpenAI();
export function classify(message: string) {
  return openai.chat.completions.create({
    model: "gpt-4o",
    max_completion_tokens: 20,
    messages: [
      { role: "system", content: "Classify the message. Answer with one of: billing, delivery, other." },
      { role: "user", content: message },
    ],
  });
}
export function draw(prompt: string) {
  return openai.images.generate({ model: "dall-e-3", prompt });
}
`;

describe("tools for agents", () => {
  let folder: string;
  let client: Client;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-agents-"));
    mkdirSync(join(folder, "shop/src"), { recursive: true });
    writeFileSync(join(folder, "shop/src/a.ts"), source);
    writeFileSync(join(folder, "shop/src/none.ts"), "export const one = 1;\n");
    writeFileSync(join(folder, "secret.ts"), source);
    client = await startClient([join(folder, "shop")]);
  });
  after(async () => {
    await client.stop();
    assert.deepEqual(client.log, []);
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (tool: string, input: unknown = {}) =>
    (await client.connection.sendRequest<AgentToolResult>(methods.agentTool, { tool: `tokenbill_${tool}`, input }))
      .text;

  it("are declared in the manifest as they are in the code", () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));
    const declared: { name: string; modelDescription: string; inputSchema: { properties: object } }[] =
      manifest.contributes.languageModelTools;
    assert.deepEqual(
      declared.map(({ name }) => name),
      agentTools.map(({ name }) => name),
    );
    for (const tool of declared) {
      assert.match(tool.name, /^[\w-]+$/);
      assert.ok(tool.modelDescription.length > 100 && Object.keys(tool.inputSchema.properties).length > 0);
      assert.ok(!("confirm" in tool), "what a person is asked is not for the manifest");
    }
    for (const { confirm } of agentTools) assert.match(`${confirm.title} ${confirm.message}`, /\?.*Nothing is sent/);
  });

  describe("estimate_prompt_cost", () => {
    it("lists the calls of a file with tokens and money", async () => {
      const text = await ask("estimate_prompt_cost", { file: "src/a.ts" });
      assert.match(
        text,
        /^src\/a\.ts:4 gpt-4o \(openai\.chat\): \d+\+ in · ≤ 20 out · \$0\.0000\d+–\$0\.000\d+\+ a call$/m,
      );
      assert.match(text, /^src\/a\.ts:14 dall-e-3 .*\$0\.04 a call$/m);
      assert.match(text, /Prices as of \d{4}-\d{2}-\d{2} in USD\..*\+ means that parts of unknown size are left out/);
    });
    it("takes one call by its line, a folder's name in front, and an absolute path", async () => {
      for (const file of ["src/a.ts", "./src/a.ts", "shop/src/a.ts", join(folder, "shop/src/a.ts")]) {
        const text = await ask("estimate_prompt_cost", { file, line: 8 });
        assert.match(text, /^src\/a\.ts:4 gpt-4o/);
        assert.ok(!text.includes("dall-e-3"));
      }
    });
    it("prices a prompt that is in no file", async () => {
      const text = await ask("estimate_prompt_cost", { prompt: "Say hello.", model: "gpt-4o", outputTokens: 100 });
      // 10 tokens of framing and text at $2.50 and 100 at $10 a million
      assert.match(text, /^gpt-4o: 10 in · ≤ 100 out · \$0\.000025–\$0\.001(03)? a call/);
      const unknown = await ask("estimate_prompt_cost", { prompt: "Say hello.", model: "gpt-99" });
      assert.match(unknown, /^gpt-99: .*no price for gpt-99/);
      assert.doesNotMatch(unknown, /\$0(?![.\d])/);
    });
  });

  describe("list_cost_findings", () => {
    it("lists them, the largest saving first, with what to do", async () => {
      const text = await ask("list_cost_findings");
      assert.match(text, /^\d+ findings, largest saving first\.\nsrc\/a\.ts:\d+ \w+ [a-z-]+: /);
      assert.match(text, /do not add them up/);
      assert.equal((await ask("list_cost_findings", { limit: 1 })).match(/^src\/a\.ts/gm)?.length, 1);
      assert.equal(await ask("list_cost_findings", { file: "src/none.ts" }), "No findings in this file.");
    });
  });

  describe("compare_models", () => {
    it("prices the call with others, and says that quality is another matter", async () => {
      const text = await ask("compare_models", { file: "src/a.ts", line: 4 });
      assert.match(text, /^Now: src\/a\.ts:4 gpt-4o/);
      assert.match(text, /^gpt-4o-mini \(openai\): .*−94 %/m);
      assert.match(text, /Another model may answer differently/);
    });
    it("takes the models that are asked for", async () => {
      const models = ["gpt-4o-mini", "nonsense-1"];
      const text = await ask("compare_models", { file: "src/a.ts", line: 4, models });
      assert.equal(text.match(/a call/g)?.length, 2, text);
      assert.match(text, /No price, or not able to take this request: nonsense-1\./);
    });
  });

  const wrong: [tool: string, input: unknown, answer: RegExp][] = [
    ["estimate_prompt_cost", {}, /Give `file`/],
    ["estimate_prompt_cost", null, /Give `file`/],
    ["estimate_prompt_cost", { file: 3 }, /`file` must be a text/],
    ["estimate_prompt_cost", { file: "src/a.ts", line: 1.5 }, /`line` must be a whole number/],
    ["estimate_prompt_cost", { file: "src/b.ts" }, /There is no file "src\/b\.ts" in the workspace/],
    ["estimate_prompt_cost", { file: "../secret.ts" }, /There is no file/],
    ["estimate_prompt_cost", { file: "/etc/passwd" }, /There is no file/],
    ["estimate_prompt_cost", { file: "file:///etc/passwd" }, /There is no file/],
    ["estimate_prompt_cost", { file: "src/none.ts" }, /No call to a language model was found/],
    ["estimate_prompt_cost", { prompt: "Hi" }, /Give the id of the model/],
    ["compare_models", { file: "src/a.ts" }, /Several calls are in this file.*: 4, 14\./],
    ["compare_models", { file: "src/a.ts", line: 900 }, /There is no call to a language model at line 900/],
    ["constructor", {}, /no such tool/],
  ];
  for (const [tool, input, answer] of wrong)
    it(`${tool} ${JSON.stringify(input)} is told what to give`, async () =>
      assert.match(await ask(tool, input), answer));
});
