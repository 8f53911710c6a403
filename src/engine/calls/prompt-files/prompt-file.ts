import type { Span } from "../../syntax/program";
import type { TextValue, Times } from "../../values/value";
import type { Part } from "../llm-call";

/** What a prompt file says, whatever its format. Offsets are into the file's text. */
export interface PromptFile {
  /** the format's id, shown as the SDK: "prompty", "instructions" */
  format: string;
  /** the API that such a prompt is sent to; decides how it is counted when the model does not */
  api: string;
  models: { id: string; span: Span; path?: string }[];
  provider?: string;
  /** `path`: where a message stands, if not in this file */
  messages: { role: Part["role"]; text: TextValue; span: Span; path?: string }[];
  outputCap?: { value: number; span: Span; path?: string };
  /** how often one run sends it: prompts × models × tests of an evaluation */
  repeats?: Times;
  /** the prompt's own place, where a file has several */
  range?: Span;
  /** where a lens stands */
  anchor: Span;
}

export interface PromptFormat {
  /** judged by the path within the workspace folder */
  matches(path: string): boolean;
  /**
   * The prompts that stand in the file, mostly one.
   *
   * @throws PromptFileError when the text is not of the format
   */
  read(text: string, path: string, files: OtherFiles): PromptFile[];
}

/** What a prompt file may refer to: the files of its workspace. */
export interface OtherFiles {
  /** undefined when there is none */
  text(path: string): string | undefined;
  /** names in a directory, sorted */
  entries(path: string): readonly string[];
}

/** Says what is wrong with a prompt file, for its author. */
export class PromptFileError extends Error {
  override readonly name = "PromptFileError";
}
