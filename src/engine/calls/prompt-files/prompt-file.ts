import type { Span } from "../../syntax/program";
import type { TextValue } from "../../values/value";
import type { Part } from "../llm-call";

/** What a prompt file says, whatever its format. Offsets are into the file's text. */
export interface PromptFile {
  /** the format's id, shown as the SDK: "prompty", "instructions" */
  format: string;
  /** the API that such a prompt is sent to; decides how it is counted when the model does not */
  api: string;
  models: { id: string; span: Span }[];
  provider?: string;
  messages: { role: Part["role"]; text: TextValue; span: Span }[];
  outputCap?: { value: number; span: Span };
  /** how often one run sends it: prompts × models × tests of an evaluation */
  repeats?: number;
  /** where a lens stands */
  anchor: Span;
}

export interface PromptFormat {
  /** judged by the path within the workspace folder */
  matches(path: string): boolean;
  /** Throws a PromptFileError when the text is not of the format. */
  read(text: string, path: string): PromptFile | undefined;
}

/** Says what is wrong with a prompt file, for its author. */
export class PromptFileError extends Error {
  override readonly name = "PromptFileError";
}
