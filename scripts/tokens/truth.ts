import { readFileSync } from "node:fs";
import { isObject, type Json, type RequestShape } from "../../src/engine/tokens/request";
import { requestOfWire } from "../../src/engine/tokens/wire";

/** One recorded request and what the vendor billed for it. */
export interface TruthRow {
  id: string;
  repo: string;
  api: string;
  model: string | null;
  response_model?: string | null;
  request: Json;
  input_tokens: number;
  billed_input_tokens?: number | null;
  flags: string[];
  content_sha: string;
  content_in_dev?: boolean;
  recorded?: string | null;
}

export function readTruth(file: string): TruthRow[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as TruthRow);
}

/** Bodies that do not hold all that was billed, and recordings that cannot be right. */
const left: [RegExp, string][] = [
  [/^(opaque|previous_response_id)$/, "whose input is partly elsewhere"],
  [/^builtin_|^server_tool_use$|^mcp$/, "with tools that the vendor runs"],
  [/^(redacted|suspect_usage|model_mismatch|zero_usage|dup_inconsistent)$/, "whose recording is not to be trusted"],
  [/^early_responses$/, "from before the final form of an API"],
  [/^(pro_mode|task_budget|context_management|iterations)$/, "that the vendor runs in several passes or edits"],
];

/** Counted, but shown apart: what is billed is not, or only by its size in pixels or seconds, in the body. */
const apart: [RegExp, string][] = [
  [/^(thought_signature|reasoning_history|thinking_history)$/, "hidden reasoning"],
  [/^(image|pdf|video|audio|file|remote_media|audio_out)$/, "media"],
  [/^defer_loading$/, "deferred tools"],
];

const reasonIn = (reasons: [RegExp, string][], row: TruthRow): string | undefined =>
  reasons.find(([pattern]) => row.flags.some((flag) => pattern.test(flag)))?.[1];

export const excluded = (row: TruthRow): string | undefined => reasonIn(left, row);
export const setApart = (row: TruthRow): string | undefined => reasonIn(apart, row);

export function requestOfRow(row: TruthRow): RequestShape {
  const body = isObject(row.request) ? row.request : {};
  const model = row.model ?? (typeof body.model === "string" ? body.model : (row.response_model ?? ""));
  return requestOfWire(row.api, row.request, model);
}

export const trueTokens = (row: TruthRow): number => row.billed_input_tokens ?? row.input_tokens;
