import type { Span } from "../../syntax/program";
import type { TextValue } from "../../values/value";
import type { Part } from "../llm-call";
import { numberAt, readYaml, textAt } from "./front-matter";
import { type TemplateSyntax, templateText } from "./placeholders";
import type { PromptFile, PromptFormat } from "./prompt-file";

/** GitHub Models: one YAML document with `model`, `messages` and the data of evaluations. */
export const format: PromptFormat = {
  matches: (path) => /\.prompt\.ya?ml$/.test(path),
  read(text, path): PromptFile[] {
    const yaml = readYaml(text, 0, text.length);
    const model = textAt(yaml, "model");
    const list = yaml.value("messages");
    const messages: PromptFile["messages"] = [];
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const content = yaml.value("messages", index, "content");
      const span = yaml.span("messages", index, "content");
      if (typeof content !== "string" || span === undefined) continue;
      const role = roleOf(yaml.value("messages", index, "role"));
      messages.push({ role, text: textIn(content, path, span, "handlebars"), span });
    }
    return [
      {
        format: "github-models",
        api: "openai.chat",
        models: model === undefined ? [] : [model],
        messages,
        outputCap:
          numberAt(yaml, "modelParameters", "maxTokens") ?? numberAt(yaml, "modelParameters", "maxCompletionTokens"),
        anchor: model?.span ?? { start: 0, end: Math.min(3, text.length) },
      },
    ];
  },
};

/** YAML changes a text (indentation, folding), so the pieces of a template in it point at the whole scalar. */
export function textIn(content: string, path: string, span: Span, syntax: TemplateSyntax): TextValue {
  const origin = { path, ...span };
  const { pieces } = templateText(content, 0, content.length, syntax, path);
  const placed = pieces.map((piece) =>
    piece.kind === "known" ? { ...piece, origin } : { ...piece, hole: { ...piece.hole, origin } },
  );
  return { kind: "text", pieces: placed, origin };
}

export function roleOf(value: unknown): Part["role"] {
  return value === "system" || value === "assistant" || value === "developer" || value === "tool" ? value : "user";
}
