import assert from "node:assert/strict";
import { parse } from "yaml";
import { type Configuration, defaultConfiguration } from "../../../src/engine/configuration";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const path = "/w/src/classify.ts";
const classify = `import OpenAI from "openai";
const openai = new OpenAI();
const LABELS = "Answer with one of: {{billing}}, delivery, other.";
export const classify = (mail: { subject: string }, text: string) =>
  openai.chat.completions.create({
    model: "gpt-4.1",
    max_completion_tokens: 20,
    messages: [
      { role: "system", content: "Classify the message. " + LABELS },
      { role: "user", content: \`\${mail.subject}\\n\\n\${text}\` },
    ],
  });
`;

async function fixes(files: Record<string, string>, settings: Partial<Configuration> = {}) {
  const rules = { "use-cheaper-model": "warning" } as const;
  const session = await createSession(memoryHost(files), {
    ...defaultConfiguration,
    preset: "off",
    rules,
    ...settings,
  });
  return session.analyse(path).findings.flatMap((finding) => finding.fixes);
}

describe("use-cheaper-model's edit", () => {
  const models = "/w/src/models.ts";
  const shared = classify
    .replace('"gpt-4.1"', "MODEL")
    .replace('import OpenAI from "openai";', 'import OpenAI from "openai";\nimport { MODEL } from "./models";');
  const twice = `${shared}${shared.slice(shared.indexOf("export")).replace("const classify", "const again")}`;

  for (const [what, written] of [
    ["a constant", 'export const MODEL = "gpt-4.1";\n'],
    ["the default of a variable of the environment", 'export const MODEL = process.env.MODEL ?? "gpt-4.1";\n'],
  ] as const) {
    it(`goes to ${what} in another file, and says how many calls it changes`, async () => {
      const [fix] = await fixes({ [path]: twice, [models]: written });
      assert.match(fix!.title, /changes 2 calls$/);
      assert.deepEqual(
        fix!.edits.map((edit) => [edit.path, written.slice(edit.start, edit.end)]),
        [[models, "gpt-4.1"]],
      );
    });
  }
});

describe("use-cheaper-model's evaluation", () => {
  it("is a promptfoo file beside the code, with the prompt and both models", async () => {
    const [plain, compared] = await fixes({ [path]: classify });
    assert.deepEqual(compared!.edits, plain!.edits);
    const [file] = compared!.creates!;
    assert.equal(file!.path, "/w/src/classify.promptfoo.yaml");
    const { prompts, providers, tests } = parse(file!.text);
    assert.deepEqual(JSON.parse(prompts[0]), [
      { role: "system", content: 'Classify the message. Answer with one of: {{ "{{" }}billing}}, delivery, other.' },
      { role: "user", content: "{{mail_subject}}\n\n{{text}}" },
    ]);
    assert.deepEqual(
      providers.map(({ id }: { id: string }) => id),
      ["openai:chat:gpt-4.1", `openai:chat:${plain!.title.split(" ")[1]}`],
    );
    assert.deepEqual(providers[0].config, { max_tokens: 20 });
    assert.deepEqual(Object.keys(tests[0].vars), ["mail_subject", "text"]);
  });

  it("never takes the place of a file that is there", async () => {
    const there = { "/w/src/classify.promptfoo.yaml": "mine", "/w/src/classify-2.promptfoo.yaml": "mine" };
    const [, compared] = await fixes({ [path]: classify, ...there });
    assert.equal(compared!.creates![0]!.path, "/w/src/classify-3.promptfoo.yaml");
  });

  it("is not offered for more than text", async () => {
    const tool = `tools: [{ type: "function", function: { name: "file", parameters: { type: "object", properties: {} } } }],`;
    const offered = await fixes({ [path]: classify.replace("messages:", `${tool}\n    messages:`) });
    assert.deepEqual(
      offered.map(({ creates }) => creates),
      [undefined],
    );
  });

  it("offers named models behind the vendor's own, local ones last, where the call can name them", async () => {
    const gateway = classify
      .replace("new OpenAI()", 'new OpenAI({ baseURL: "https://openrouter.ai/api/v1" })')
      .replace("gpt-4.1", "openai/gpt-4.1");
    const titles = (await fixes({ [path]: gateway }, { candidates: ["google/gemini-2.5-flash-lite"] })).map(
      ({ title }) => title,
    );
    assert.match(titles[0]!, /^Use openai\/gpt-/);
    assert.ok(
      titles.some((title) => /^Use google\/gemini-2\.5-flash-lite /.test(title)),
      titles.join("\n"),
    );
  });
});
