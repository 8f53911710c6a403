import { templateText } from "./placeholders";
import type { PromptFile, PromptFormat } from "./prompt-file";

/** A Jinja file in a folder of prompts, or named so. Elsewhere a template is a web page. */
export const format: PromptFormat = {
  matches: (path) => /\.(?:j2|jinja2?)$/.test(path) && /prompt/i.test(path),
  read(text, path): PromptFile[] {
    const end = text.trimEnd().length;
    return [
      {
        format: "template",
        api: "template",
        models: [],
        messages:
          end > 0 ? [{ role: "user", text: templateText(text, 0, end, "jinja", path), span: { start: 0, end } }] : [],
        anchor: { start: 0, end: Math.min(text.length, Math.max(1, text.search(/\r?\n|$/))) },
      },
    ];
  },
};
