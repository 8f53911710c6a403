import { isInside } from "../../files/paths";
import type { Times } from "../../values/value";
import type { LlmCall } from "../llm-call";
import { format as dotprompt } from "./dotprompt";
import { format as githubModels } from "./github-models";
import { format as instructions } from "./instructions";
import { type PromptFile, PromptFileError, type PromptFormat } from "./prompt-file";
import { format as prompty } from "./prompty";
import { format as template } from "./template";

const FORMATS: readonly PromptFormat[] = [prompty, githubModels, dotprompt, instructions, template];
/** Longer texts than this are data, not prompts that somebody wrote. Characters. */
const MAX_TEXT = 300_000;
const ONCE: Times = { min: 1, max: 1 };

/** True when a file is a prompt by its name. */
export function isPromptFile(path: string, folders: readonly string[]): boolean {
  return formatOf(path, folders) !== undefined;
}

function formatOf(path: string, folders: readonly string[]): PromptFormat | undefined {
  const folder = folders.find((each) => isInside(path, each)) ?? "";
  const relative = path.slice(folder.length + 1);
  return FORMATS.find((format) => format.matches(relative));
}

/**
 * A prompt file as a call of its own: counted always, priced when it names a model.
 *
 * @throws PromptFileError that says what is wrong with the file
 */
export function promptFileCall(path: string, text: string, folders: readonly string[]): LlmCall | undefined {
  if (text.length > MAX_TEXT) throw new PromptFileError("it is too long for a prompt");
  const file = formatOf(path, folders)?.read(text, path);
  return file === undefined || file.messages.length === 0 ? undefined : callOf(file, path, text);
}

function callOf(file: PromptFile, path: string, text: string): LlmCall {
  const { models, outputCap } = file;
  return {
    id: `${path}#1`,
    path,
    language: "prompt-file",
    range: { start: 0, end: text.length },
    anchor: file.anchor,
    kind: "prompt-file",
    sdk: file.format,
    api: file.api,
    provider: file.provider,
    model: {
      status: models.length === 0 ? "unknown" : models.length === 1 ? "known" : "choice",
      ids: models.map(({ id }) => id),
      how: models.length === 0 ? "unknown" : "literal",
      sources: models.map(({ span }) => ({ path, ...span })),
    },
    parts: file.messages.map(({ role, text: content, span }) => ({
      role,
      content: [{ kind: "text", text: content }],
      times: ONCE,
      origin: { path, ...span },
    })),
    tools: [],
    output:
      outputCap === undefined
        ? { from: "none" }
        : {
            cap: { kind: "number", min: outputCap.value, max: outputCap.value, origin: { path, ...outputCap.span } },
            from: "call",
          },
    caching: { marks: [] },
    options: {},
    multiplicity: { times: ONCE, factors: [], historyGrows: false },
    scope: "production",
    sites: {},
  };
}
