import { basename } from "../../files/paths";
import { frontMatter, textAt } from "./front-matter";
import { templateText } from "./placeholders";
import type { PromptFile, PromptFormat } from "./prompt-file";

const NAMES = new Set([
  "AGENTS.md",
  "CLAUDE.md",
  "GEMINI.md",
  "SKILL.md",
  "copilot-instructions.md",
  ".cursorrules",
  ".windsurfrules",
  ".clinerules",
]);
const ENDINGS = /\.(?:prompt|instructions|agent|chatmode)\.md$|\.mdc$/;
/** folders whose Markdown files are read by a coding agent */
const FOLDERS =
  /(?:^|\/)(?:\.claude\/(?:agents|commands|rules)|\.clinerules|\.windsurf\/rules|\.roo\/rules[^/]*|\.kiro\/steering)\/.+\.md$/;

/** Context for coding agents: paid for again with every request of a session. Its header is read by the tool, not by the model. */
export const format: PromptFormat = {
  matches: (path) => NAMES.has(basename(path)) || ENDINGS.test(basename(path)) || FOLDERS.test(path),
  read(text, path): PromptFile[] {
    const { yaml, body } = frontMatter(text);
    const model = textAt(yaml, "model");
    const end = text.trimEnd().length;
    const start = Math.min(body, end);
    return [
      {
        format: "instructions",
        api: "instructions",
        models: model === undefined ? [] : [model],
        messages:
          end > start
            ? [{ role: "system", text: templateText(text, start, end, "none", path), span: { start, end } }]
            : [],
        anchor: { start: 0, end: Math.min(text.length, Math.max(1, text.search(/\r?\n|$/))) },
      },
    ];
  },
};
