import { isInside } from "../../files/paths";
import type { TextValue, Times } from "../../values/value";
import type { LlmCall } from "../llm-call";
import { format as baml } from "./baml";
import { format as dotprompt } from "./dotprompt";
import { format as githubModels } from "./github-models";
import { format as instructions } from "./instructions";
import { type OtherFiles, type PromptFile, PromptFileError, type PromptFormat } from "./prompt-file";
import { format as promptfoo } from "./promptfoo";
import { format as prompty } from "./prompty";
import { format as template } from "./template";

const FORMATS: readonly PromptFormat[] = [prompty, githubModels, promptfoo, dotprompt, baml, instructions, template];
/** Longer texts than this are data, not prompts that somebody wrote. Characters. */
const MAX_TEXT = 300_000;
const NO_FILES: OtherFiles = { text: () => undefined, entries: () => [] };
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
 * The prompts of a file as calls of their own: counted always, priced when it names a model.
 *
 * @throws PromptFileError that says what is wrong with the file
 */
export function promptFileCalls(
  path: string,
  text: string,
  folders: readonly string[],
  files: OtherFiles = NO_FILES,
): LlmCall[] {
  if (text.length > MAX_TEXT) throw new PromptFileError("it is too long for a prompt");
  const found = formatOf(path, folders)?.read(text, path, files) ?? [];
  return found.filter(({ messages }) => messages.length > 0).map((file, at) => callOf(file, path, text, at + 1));
}

/** A prompt that stands in no file: what somebody is about to send. */
export interface WrittenPrompt {
  text: string;
  system?: string;
  model: string;
  provider?: string;
  outputTokens?: number;
}

/** The call that such a prompt would be. */
export function writtenCall({ text, system, model, provider, outputTokens }: WrittenPrompt): LlmCall {
  const none = { start: 0, end: 0 };
  const piece = (known: string): TextValue => {
    const origin = { path: "", ...none };
    return { kind: "text", pieces: [{ kind: "known", text: known, origin }], origin };
  };
  const messages: PromptFile["messages"] = [{ role: "user", text: piece(text), span: none }];
  if (system !== undefined) messages.unshift({ role: "system", text: piece(system), span: none });
  const outputCap = outputTokens === undefined ? undefined : { value: outputTokens, span: none };
  const models = [{ id: model, span: none }];
  const prompt = { format: "prompt", api: "openai.chat", models, provider, messages, outputCap, anchor: none };
  return callOf(prompt, "", "", 1);
}

function callOf(file: PromptFile, path: string, text: string, ordinal: number): LlmCall {
  const { models, outputCap } = file;
  const times = file.repeats ?? ONCE;
  return {
    id: `${path}#${ordinal}`,
    path,
    language: "prompt-file",
    range: file.range ?? { start: 0, end: text.length },
    anchor: file.anchor,
    kind: "prompt-file",
    sdk: file.format,
    api: file.api,
    provider: file.provider,
    model: {
      status: models.length === 0 ? "unknown" : models.length === 1 ? "known" : "choice",
      ids: models.map(({ id }) => id),
      how: models.length === 0 ? "unknown" : "literal",
      sources: models.map(({ span, path: place = path }) => ({ path: place, ...span })),
    },
    parts: file.messages.map(({ role, text: content, span, path: place = path }) => ({
      role,
      content: [{ kind: "text", text: content }],
      times: ONCE,
      origin: { path: place, ...span },
    })),
    tools: [],
    output:
      outputCap === undefined
        ? { from: "none" }
        : {
            cap: {
              kind: "number",
              min: outputCap.value,
              max: outputCap.value,
              origin: { path: outputCap.path ?? path, ...outputCap.span },
            },
            from: "call",
          },
    caching: { marks: [] },
    options: {},
    multiplicity: {
      times,
      factors: file.repeats === undefined ? [] : [{ kind: "items", times, origin: { path, ...file.anchor } }],
      historyGrows: false,
    },
    scope: "production",
    sites: {},
  };
}
