import * as vscode from "vscode";

export const sourceLanguages = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact"];

/** Files that are a prompt by their name; the server decides which of them are. */
export const promptFiles = [
  "**/*.{prompty,prompt,baml}",
  "**/promptfooconfig*.{yml,yaml}",
  "**/*.prompt.{yml,yaml}",
  "**/*.{j2,jinja,jinja2}",
  "**/{AGENTS,CLAUDE,GEMINI,SKILL}.md",
  "**/*.{prompt,instructions,agent,chatmode}.md",
  "**/{copilot-instructions.md,.cursorrules,.windsurfrules,.clinerules}",
  "**/*.mdc",
  "**/{.claude/agents,.claude/commands,.claude/rules,.clinerules,.windsurf/rules,.kiro/steering}/**/*.md",
];

/** Whether the server reads a document. */
export function isRead(document: vscode.TextDocument): boolean {
  const selector = [...sourceLanguages, ...promptFiles.map((pattern) => ({ pattern }))];
  return vscode.languages.match(selector, document) > 0;
}
