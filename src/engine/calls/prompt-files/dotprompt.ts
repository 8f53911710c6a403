import type { Part } from "../llm-call";
import { frontMatter, numberAt, textAt } from "./front-matter";
import { templateText } from "./placeholders";
import type { PromptFile, PromptFormat } from "./prompt-file";

const ROLE = /\{\{\s*role\s+["'](system|user|model|assistant|tool)["']\s*\}\}/g;

/** Dotprompt: a YAML header and a Handlebars body with `{{role "system"}}`. A `.prompt` file without a header is a Jinja text. */
export const format: PromptFormat = {
  matches: (path) => path.endsWith(".prompt"),
  read(text, path): PromptFile {
    const { yaml, body } = frontMatter(text);
    const model = textAt(yaml, "model");
    const syntax = yaml === undefined ? "jinja" : "handlebars";
    return {
      format: "dotprompt",
      api: "google.generate",
      models: model === undefined ? [] : [model],
      messages: sections(text, body).map(({ role, start, end }) => ({
        role,
        text: templateText(text, start, end, syntax, path),
        span: { start, end },
      })),
      outputCap: numberAt(yaml, "config", "maxOutputTokens"),
      anchor: model?.span ?? { start: 0, end: Math.min(3, text.length) },
    };
  },
};

function sections(text: string, body: number): { role: Part["role"]; start: number; end: number }[] {
  const found: { role: Part["role"]; start: number; end: number }[] = [];
  let role: Part["role"] = "user";
  let start = body;
  const add = (end: number) => {
    const content = text.slice(start, end);
    const from = start + (content.length - content.trimStart().length);
    if (content.trim() !== "") found.push({ role, start: from, end: from + content.trim().length });
  };
  for (const match of text.slice(body).matchAll(ROLE)) {
    add(body + match.index);
    role = match[1] === "model" ? "assistant" : (match[1] as Part["role"]);
    start = body + match.index + match[0].length;
  }
  add(text.length);
  return found;
}
