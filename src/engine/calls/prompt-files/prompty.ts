import { frontMatter, numberAt, textAt } from "./front-matter";
import { templateText } from "./placeholders";
import type { PromptFile, PromptFormat } from "./prompt-file";
import { roleSections } from "./role-sections";

/** Prompty: a YAML header and a body with `system:` and `user:` lines, filled by Jinja or mustache. */
export const format: PromptFormat = {
  matches: (path) => path.endsWith(".prompty"),
  read(text, path): PromptFile[] {
    const { yaml, body } = frontMatter(text);
    const model =
      textAt(yaml, "model", "id") ??
      textAt(yaml, "model", "configuration", "model") ??
      textAt(yaml, "model", "configuration", "azure_deployment") ??
      textAt(yaml, "model", "configuration", "name") ??
      textAt(yaml, "model");
    const cap =
      numberAt(yaml, "model", "options", "maxOutputTokens") ??
      numberAt(yaml, "model", "parameters", "max_tokens") ??
      numberAt(yaml, "model", "parameters", "max_completion_tokens");
    const azure = yaml?.value("model", "configuration", "azure_deployment") !== undefined;
    return [
      {
        format: "prompty",
        api: "openai.chat",
        models: model === undefined ? [] : [model],
        provider: azure ? "azure" : undefined,
        messages: roleSections(text, body).map(({ role, start, end }) => ({
          role,
          text: templateText(text, start, end, "jinja", path),
          span: { start, end },
        })),
        outputCap: cap,
        anchor: model?.span ?? { start: 0, end: Math.min(3, text.length) },
      },
    ];
  },
};
