import assert from "node:assert/strict";
import type { LlmCall } from "../../../src/engine/calls/llm-call";
import { isPromptFile, promptFileCall } from "../../../src/engine/calls/prompt-files";

const FOLDERS = ["/w"];

function read(path: string, text: string): LlmCall {
  return promptFileCall(path, text, FOLDERS) ?? assert.fail("no prompt");
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
    ];
    const no = ["README.md", "agents.md.txt", "templates/page.j2", "prompt.ts", "notes/prompt.md"];
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
    assert.equal(promptFileCall("/w/AGENTS.md", "  \n", FOLDERS), undefined);
    for (const odd of ["{#", "{{", "{% if ", "{{!--", "---\n", "system:\n"]) {
      for (const path of ["/w/a.prompty", "/w/a.prompt", "/w/AGENTS.md", "/w/prompts/a.j2"]) {
        promptFileCall(path, odd.repeat(20_000), FOLDERS);
      }
    }
  });
});
