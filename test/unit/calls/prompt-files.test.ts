import assert from "node:assert/strict";
import type { LlmCall } from "../../../src/engine/calls/llm-call";
import { isPromptFile, promptFileCalls } from "../../../src/engine/calls/prompt-files";

const FOLDERS = ["/w"];

function read(path: string, text: string): LlmCall {
  const [call, ...more] = promptFileCalls(path, text, FOLDERS);
  assert.deepEqual(more, []);
  return call ?? assert.fail("no prompt");
}

/** The other files of a workspace, as a prompt file sees them. */
function filesOf(files: Record<string, string>) {
  const names = (folder: string) => Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
  return {
    text: (path: string) => files[path],
    entries: (folder: string) => [
      ...new Set(names(folder).map((path) => path.slice(folder.length + 1).split("/", 1)[0] ?? "")),
    ],
  };
}

/** role: text with ⟨holes⟩ */
function printed(call: LlmCall): string[] {
  return call.parts.map(({ role, content }) => {
    const texts = content.map((each) => (each.kind === "text" ? each.text.pieces : []));
    const pieces = texts.flat().map((piece) => (piece.kind === "known" ? piece.text : `⟨${piece.hole.name}⟩`));
    return `${role}: ${pieces.join("")}`;
  });
}

describe("prompt files", () => {
  it("are known by their names, and nothing else is one", () => {
    const yes = [
      "a.prompty",
      "p/a.prompt",
      "a.prompt.yml",
      "AGENTS.md",
      "x/CLAUDE.md",
      ".github/copilot-instructions.md",
      ".cursorrules",
      "skills/a/SKILL.md",
      "a.instructions.md",
      ".cursor/rules/a.mdc",
      "prompts/a.j2",
      "baml_src/a.baml",
      "eval/promptfooconfig.yaml",
      ".claude/agents/review.md",
      ".clinerules/a.md",
      "a.prompt.md",
      "a.agent.md",
      "GEMINI.md",
      ".windsurfrules",
    ];
    const no = [
      "README.md",
      "promptfoo.md",
      ".claude/settings.json",
      "rules/a.md",
      "agents.md.txt",
      "templates/page.j2",
      "prompt.ts",
      "notes/prompt.md",
    ];
    assert.deepEqual(
      [...yes, ...no].filter((path) => isPromptFile(`/w/${path}`, FOLDERS)),
      yes,
    );
  });

  it("Prompty: model, cap and roles from header and body", () => {
    const text = `---
name: Basic
model:
  id: gpt-4o
  options:
    maxOutputTokens: 300
---
system:
You answer {{firstName}} briefly.

user:
{{question}}
`;
    const call = read("/w/a.prompty", text);
    assert.deepEqual(call.model.ids, ["gpt-4o"]);
    assert.equal(text.slice(call.anchor.start, call.anchor.end), "gpt-4o");
    assert.equal(call.output.cap?.max, 300);
    assert.deepEqual(printed(call), ["system: You answer ⟨firstName⟩ briefly.", "user: ⟨question⟩"]);
  });

  it("Prompty in its first version", () => {
    const call = read(
      "/w/a.prompty",
      "---\nmodel:\n  api: chat\n  configuration:\n    azure_deployment: gpt-35\n  parameters:\n    max_tokens: 9\n---\nsystem:\nHi\n",
    );
    assert.deepEqual([call.model.ids, call.provider, call.output.cap?.max], [["gpt-35"], "azure", 9]);
  });

  it("dotprompt: Handlebars with roles, conditions as holes", () => {
    const call = read(
      "/w/a.prompt",
      `---\nmodel: googleai/gemini-2.5-flash\nconfig:\n  maxOutputTokens: 64\n---\n{{role "system"}}Be kind.{{#if vip}} Very kind.{{/if}}\n{{role "user"}}\nAsk {{name}}: {{#each items}}- {{this}}{{/each}}`,
    );
    assert.deepEqual(call.model.ids, ["googleai/gemini-2.5-flash"]);
    assert.deepEqual(printed(call), ["system: Be kind.⟨#if vip⟩", "user: Ask ⟨name⟩: ⟨#each items⟩"]);
    const [hole] = call.parts[0]!.content.flatMap((each) => (each.kind === "text" ? each.text.pieces : [])).slice(1);
    assert.equal(hole?.kind === "hole" && hole.hole.maxChars, " Very kind.".length);
  });

  it("a .prompt file without a header is a Jinja text", () => {
    assert.deepEqual(printed(read("/w/a.prompt", "Do {{ task }}.{# not sent #}{% if x %}More{% endif %}\n")), [
      "user: Do ⟨task⟩.⟨if x⟩",
    ]);
  });

  it("GitHub Models", () => {
    const text =
      "name: x\nmodel: openai/gpt-4o-mini\nmodelParameters:\n  maxTokens: 5\nmessages:\n  - role: system\n    content: You classify.\n  - role: user\n    content: >-\n      Text: {{input}}\n";
    const call = read("/w/a.prompt.yml", text);
    assert.deepEqual([call.model.ids, call.output.cap?.max], [["openai/gpt-4o-mini"], 5]);
    assert.deepEqual(printed(call), ["system: You classify.", "user: Text: ⟨input⟩"]);
  });

  it("instructions of coding agents: the body is context, braces are text", () => {
    const call = read("/w/.cursor/rules/a.mdc", "---\nalwaysApply: true\n---\nUse {{ nothing }} here.\n");
    assert.deepEqual(printed(call), ["system: Use {{ nothing }} here."]);
    assert.equal(call.model.status, "unknown");
  });

  it("say what is wrong with them, and survive anything", () => {
    assert.throws(() => read("/w/a.prompty", "---\nmodel: [\n---\nx"), /YAML is not valid in line/);
    assert.throws(() => read("/w/a.prompt.yml", "a: &a [*a, *a]\nb: *b\n"), /YAML/);
    assert.deepEqual(promptFileCalls("/w/AGENTS.md", "  \n", FOLDERS), []);
    const odds = [
      "{#",
      "{{",
      "{% if ",
      "{{!--",
      "---\n",
      "system:\n",
      '#"',
      "function f {",
      "client<llm> ",
      "prompt #",
    ];
    for (const odd of odds) {
      for (const path of ["/w/a.prompty", "/w/a.prompt", "/w/AGENTS.md", "/w/prompts/a.j2", "/w/a.baml"]) {
        promptFileCalls(path, odd.repeat(20_000), FOLDERS);
      }
    }
  });

  it("BAML: each function with a prompt, its client's model, roles, and indentation left out", () => {
    const functions = `// client "commented/out"
class Resume { name string @description("first and last") }
function ExtractResume(resume: string) -> Resume {
  client "openai/gpt-4o"
  prompt #"
    {{ _.role("system") }}
    You read resumes.
    {{ _.role("user") }}
    {{ resume }}
    {{ ctx.output_format }}
  "#
}
function Name(mail: string) -> string {
  client Small
  prompt #"Name {{ mail }}."#
}
function Sort(mail: string) -> string {
  client Fast
  prompt #"Sort "{{ mail }}" please."#
}
test t { functions [Sort] args { mail "hi" } }
`;
    const clients = `client<llm> Small { provider openai options { model "gpt-4o-mini" max_tokens 100 } }
client<llm> Haiku { provider anthropic options { model "claude-3-haiku-20240307" api_key env.KEY } }
client<llm> Fast { provider round-robin options { strategy [Small, Haiku] } }
`;
    const files = filesOf({ "/w/baml_src/a.baml": functions, "/w/baml_src/clients.baml": clients });
    const [extract, name, sort, ...more] = promptFileCalls("/w/baml_src/a.baml", functions, FOLDERS, files);
    assert.deepEqual(more, []);
    assert.deepEqual([extract!.model.ids, extract!.provider], [["openai/gpt-4o"], "openai"]);
    assert.deepEqual(printed(extract!), ["system: You read resumes.", "user: ⟨resume⟩\n⟨ctx.output_format⟩"]);
    assert.equal(functions.slice(extract!.anchor.start, extract!.anchor.end), "ExtractResume");
    assert.deepEqual([sort!.model.status, sort!.model.ids], ["choice", ["gpt-4o-mini", "claude-3-haiku-20240307"]]);
    assert.equal(sort!.model.sources[0]!.path, "/w/baml_src/clients.baml");
    assert.deepEqual(printed(sort!), ['user: Sort "⟨mail⟩" please.']);
    assert.deepEqual(promptFileCalls("/w/baml_src/clients.baml", clients, FOLDERS, files), []);
    const nested = filesOf({ "/w/baml_src/models/clients.baml": clients, "/w/baml_src/mail/in/sort.baml": functions });
    assert.deepEqual([name!.output.cap?.max, name!.output.cap?.origin.path], [100, "/w/baml_src/clients.baml"]);
    const [, , deep] = promptFileCalls("/w/baml_src/mail/in/sort.baml", functions, FOLDERS, nested);
    assert.deepEqual(deep!.model.ids, ["gpt-4o-mini", "claude-3-haiku-20240307"]);
  });

  it("promptfoo: prompts that functions write are open, and tests in files are counted", () => {
    const text = (tests: string) => `prompts:
  - prompts.py:simple
  - file://prompts.js
  - id: prompts.py:with_examples
    label: Few-Shot
  - Read src/prompts.py and say what it does.
providers: [openai:gpt-4o-mini]
tests: ${tests}
`;
    const files = filesOf({
      "/w/data/rows.csv": 'text,label\nHello,a\n"Two\nlines, and ""more""",b\n\nThird,c\n',
      "/w/data/rows.jsonl": '{"vars":{}}\n{"vars":{}}\n',
      "/w/rows.json": '[{"vars":{}},{"vars":{}},{"vars":{}},{"vars":{}}]',
      "/w/rows.yaml": "- vars: {a: 1}\n- vars: {a: 2}\n",
      "/w/broken.json": "[{",
    });
    const read = (tests: string) => promptFileCalls("/w/promptfooconfig.yaml", text(tests), FOLDERS, files);
    assert.deepEqual(read("[]").flatMap(printed), [
      "user: ⟨prompts.py:simple⟩",
      "user: ⟨prompts.js⟩",
      "user: ⟨prompts.py:with_examples⟩",
      "user: Read src/prompts.py and say what it does.",
    ]);
    const times = (tests: string) => read(tests)[0]?.multiplicity.times;
    assert.deepEqual(times("data/rows.csv"), { min: 3, max: 3 });
    assert.deepEqual(times("file://data/rows.jsonl"), { min: 2, max: 2 });
    assert.deepEqual(times("[rows.json, rows.yaml]"), { min: 6, max: 6 });
    for (const unread of ["missing.csv", "tests.py:make", "https://example.com/sheet", "broken.json"])
      assert.deepEqual(times(unread), { min: 0, over: unread });
  });

  it("promptfoo: each prompt with each provider, as often as there are tests and repetitions", () => {
    const text = `prompts:
  - "Translate to French: {{text}}"
  - file://prompts/formal.txt
  - file://prompts/chat.json
providers:
  - openai:chat:gpt-4o-mini
  - id: anthropic:messages:claude-3-5-haiku-latest
    config:
      max_tokens: 300
  - exec:./run.sh
  - openai:embedding:text-embedding-3-small
tests:
  - vars: { text: hello }
  - vars: { text: goodbye }
evaluateOptions:
  repeat: 3
`;
    const files = filesOf({
      "/w/eval/prompts/formal.txt": "Formally: {{ text }}",
      "/w/eval/prompts/chat.json": '[{"role":"system","content":"Be brief."},{"role":"user","content":"{{text}}"}]',
    });
    const calls = promptFileCalls("/w/eval/promptfooconfig.yaml", text, FOLDERS, files);
    assert.deepEqual(
      calls.map((call) => [call.model.ids[0], call.provider, call.output.cap?.max, call.multiplicity.times.max]),
      [
        ...Array(3).fill(["gpt-4o-mini", "openai", undefined, 6]),
        ...Array(3).fill(["claude-3-5-haiku-latest", "anthropic", 300, 6]),
      ],
    );
    assert.deepEqual(calls.slice(0, 3).flatMap(printed), [
      "user: Translate to French: ⟨text⟩",
      "user: Formally: ⟨text⟩",
      "system: Be brief.",
      "user: ⟨text⟩",
    ]);
    assert.throws(() => promptFileCalls("/w/promptfooconfig.yaml", "a: [", FOLDERS), /YAML is not valid/);
  });
});
