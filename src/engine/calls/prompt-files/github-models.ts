import type { Part } from "../llm-call";
import { numberAt, readYaml, textAt } from "./front-matter";
import { templateText } from "./placeholders";
import type { PromptFile, PromptFormat } from "./prompt-file";

/** GitHub Models: one YAML document with `model`, `messages` and the data of evaluations. */
export const format: PromptFormat = {
  matches: (path) => /\.prompt\.ya?ml$/.test(path),
  read(text, path): PromptFile {
    const yaml = readYaml(text, 0, text.length);
    const model = textAt(yaml, "model");
    const list = yaml.value("messages");
    const messages: PromptFile["messages"] = [];
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const content = yaml.value("messages", index, "content");
      const span = yaml.span("messages", index, "content");
      if (typeof content !== "string" || span === undefined) continue;
      const { pieces } = templateText(content, 0, content.length, "handlebars", path);
      messages.push({
        role: roleOf(yaml.value("messages", index, "role")),
        text: { kind: "text", pieces: pieces.map((piece) => placed(piece, path, span)), origin: { path, ...span } },
        span,
      });
    }
    return {
      format: "github-models",
      api: "openai.chat",
      models: model === undefined ? [] : [model],
      messages,
      outputCap:
        numberAt(yaml, "modelParameters", "maxTokens") ?? numberAt(yaml, "modelParameters", "maxCompletionTokens"),
      anchor: model?.span ?? { start: 0, end: Math.min(3, text.length) },
    };
  },
};

/** YAML changes a text (indentation, folding), so its pieces point at the whole scalar. */
function placed(
  piece: PromptFile["messages"][number]["text"]["pieces"][number],
  path: string,
  span: { start: number; end: number },
) {
  const origin = { path, ...span };
  return piece.kind === "known" ? { ...piece, origin } : { ...piece, hole: { ...piece.hole, origin } };
}

function roleOf(value: unknown): Part["role"] {
  return value === "system" || value === "assistant" || value === "developer" || value === "tool" ? value : "user";
}
