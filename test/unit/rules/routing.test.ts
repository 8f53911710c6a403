import assert from "node:assert/strict";
import { parse } from "yaml";
import { defaultConfiguration } from "../../../src/engine/configuration";
import { applyEdits } from "../../../src/engine/edits";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const rules = { "use-routing": "warning", "use-cheaper-model": "warning" } as const;

/** The file with its cascade, and what each of its calls uses then. */
async function cascaded(path: string, text: string): Promise<[string, string[]]> {
  const host = memoryHost({ [path]: text });
  const session = await createSession(host, { ...defaultConfiguration, preset: "off", rules });
  const fixes = session.analyse(path).findings.flatMap((finding) => finding.fixes);
  const fix = fixes.find(({ title }) => title.startsWith("Ask "));
  assert.ok(fix, fixes.map(({ title }) => title).join());
  const after = applyEdits(text, fix.edits);
  session.open(path, after, 2);
  const { calls, findings } = session.analyse(path);
  assert.deepEqual(findings, []);
  return [after, calls.filter(({ call }) => call.calledFrom === undefined).map(({ call }) => call.model.ids.join())];
}

describe("use-routing's router", () => {
  it("is a file for LiteLLM with both models, the small one first", async () => {
    const text = `import litellm
MODEL = "openai/gpt-5"
def is_spam(mail):
    return litellm.completion(model=MODEL, messages=[{"role": "user", "content": "Is this spam? Answer yes or no. " + mail}])
def reply(mail):
    return litellm.completion(model=MODEL, messages=[{"role": "user", "content": "Write a plan. " + mail}])
`;
    const host = memoryHost({ "/w/app/spam.py": text });
    const session = await createSession(host, { ...defaultConfiguration, preset: "off", rules });
    const fixes = session.analyse("/w/app/spam.py").findings.flatMap((finding) => finding.fixes);
    const [file] = fixes.flatMap(({ creates }) => creates ?? []);
    assert.equal(file?.path, "/w/app/litellm-router.yaml");
    const { model_list, router_settings } = parse(file.text);
    assert.deepEqual(
      model_list.map((entry: { litellm_params: { model: string } }) => entry.litellm_params.model),
      ["openai/gpt-6-luna", "openai/gpt-5"],
    );
    assert.deepEqual(router_settings.fallbacks, [{ easy: ["hard"] }]);
  });
});

describe("use-routing's preset", () => {
  it("is a file for OpenRouter with both models, the small one first", async () => {
    const text = `from openai import OpenAI
client = OpenAI(base_url="https://openrouter.ai/api/v1")
MODEL = "anthropic/claude-opus-4.8"
def is_spam(mail):
    return client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Is this spam? Answer yes or no. " + mail}])
def reply(mail):
    return client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Write a plan. " + mail}])
`;
    const host = memoryHost({ "/w/app/spam.py": text });
    const session = await createSession(host, { ...defaultConfiguration, preset: "off", rules });
    const fixes = session.analyse("/w/app/spam.py").findings.flatMap((finding) => finding.fixes);
    const [file] = fixes.flatMap(({ creates }) => creates ?? []);
    assert.equal(file?.path, "/w/app/openrouter-preset.json");
    const [small, dear] = ["anthropic/claude-haiku-4.5", "anthropic/claude-opus-4.8"];
    assert.deepEqual(JSON.parse(file.text), { model: small, models: [small, dear] });
  });
});

describe("use-routing's cascade", () => {
  it("asks the small model first and the dear one when its answer is not complete, in TypeScript", async () => {
    const text = `import OpenAI from "openai";
const openai = new OpenAI();
const MODEL = "gpt-5";
export async function isSpam(mail: string) {
  const answer = await openai.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: "Is this spam? Answer yes or no. " + mail }],
  });
  return answer.choices[0]?.message.content;
}
export const reply = (mail: string) => openai.responses.create({ model: MODEL, input: "Write a plan. " + mail });
`;
    const [after, models] = await cascaded("/w/spam.ts", text);
    assert.equal(
      after,
      text
        .replace("  const answer = await openai", "  function ask(model: string) {\n    return openai")
        .replace("model: MODEL,\n", "model: model,\n")
        .replace(
          /^ {2}\}\);\n/m,
          `  });
  }
  const first = await ask("gpt-6-luna");
  const answer = first.choices[0]?.finish_reason === "stop" ? first : await ask(MODEL);
`,
        ),
    );
    assert.deepEqual(models, ["gpt-6-luna", "gpt-5", "gpt-5"]);
  });

  it("does so in Python, and keeps what is done with the answer", async () => {
    const text = `from openai import OpenAI
client = OpenAI()
MODEL = "gpt-4o"
def is_spam(mail):
    if mail:
        return client.chat.completions.create(
            model=MODEL, max_tokens=3, messages=[{"role": "user", "content": "Is this spam? Answer yes or no. " + mail}]
        ).choices[0].message.content
def reply(mail):
    return client.responses.create(model=MODEL, input="Write a plan. " + mail)
`;
    const [after, models] = await cascaded("/w/spam.py", text);
    assert.match(after, /^ {8}def ask\(model\):\n {12}return client\.chat\.completions\.create\(\n {12}model=model, /m);
    assert.match(after, /^ {8}first = ask\("gpt-[\w.-]+"\)$/m);
    assert.match(
      after,
      /^ {8}return \(first if first\.choices\[0\]\.finish_reason == "stop" else ask\(MODEL\)\)\.choices\[0\]\.message\.content$/m,
    );
    assert.deepEqual([models.length, models[1], models[2]], [3, "gpt-4o", "gpt-4o"]);
  });

  it("is a chain with a fallback in LangChain, and both models are seen", async () => {
    const text = `from langchain_openai import ChatOpenAI
MODEL = "gpt-5"
llm = ChatOpenAI(model=MODEL, temperature=0)
def is_spam(mail):
    answer = llm.invoke("Is this spam? Answer yes or no. " + mail)
    return answer.content
def reply(mail):
    return llm.invoke("Write a plan. " + mail)
`;
    const [after, models] = await cascaded("/w/spam.py", text);
    assert.match(
      after,
      /^ {4}first = \(ChatOpenAI\(model="gpt-6-luna", temperature=0\) \| complete\)\.with_fallbacks\(\[llm\]\)$/m,
    );
    assert.match(after, /^ {4}answer = first\.invoke\(/m);
    assert.deepEqual(models, ["gpt-6-luna,gpt-5", "gpt-5"]);
  });
});
