import { frontMatter, numberAt, textAt } from "./front-matter";
import { templateText } from "./placeholders";
import type { PromptFile, PromptFormat } from "./prompt-file";
import { markedSections } from "./role-sections";

const ROLE = /\{\{\s*role\s+["'](system|user|model|assistant|tool)["']\s*\}\}/g;

/** Dotprompt: a YAML header and a Handlebars body with `{{role "system"}}`. A `.prompt` file without a header is a Jinja text. */
export const format: PromptFormat = {
  matches: (path) => path.endsWith(".prompt"),
  read(text, path): PromptFile[] {
    const { yaml, body } = frontMatter(text);
    const model = textAt(yaml, "model");
    const syntax = yaml === undefined ? "jinja" : "handlebars";
    return [
      {
        format: "dotprompt",
        api: "google.generate",
        models: model === undefined ? [] : [model],
        messages: markedSections(text, body, text.length, ROLE).map(({ role, start, end }) => ({
          role,
          text: templateText(text, start, end, syntax, path),
          span: { start, end },
        })),
        outputCap: numberAt(yaml, "config", "maxOutputTokens"),
        anchor: model?.span ?? { start: 0, end: Math.min(3, text.length) },
      },
    ];
  },
};
