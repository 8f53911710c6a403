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

export const excluded = (row: TruthRow): string | undefined =>
  reasonIn(left, row) ?? (holdsPrompt(row) ? undefined : "whose body was not recorded as text");
export const setApart = (row: TruthRow): string | undefined => reasonIn(apart, row);

function holdsPrompt(row: TruthRow): boolean {
  const { messages, tools } = requestOfRow(row);
  return messages.length > 0 || tools.length > 0;
}

export function requestOfRow(row: TruthRow): RequestShape {
  const body = isObject(row.request) ? row.request : {};
  const model = row.model ?? (typeof body.model === "string" ? body.model : (row.response_model ?? ""));
  return requestOfWire(row.api, row.request, model);
}

export const trueTokens = (row: TruthRow): number => row.billed_input_tokens ?? row.input_tokens;

/**
 * Which rows belong together: those with the same text, and those of one recording. Nothing is learnt from a row's own group
 * about the row. Recordings of one folder share a group when `by` says so: a harder test.
 */
export function groupsOf(rows: readonly TruthRow[], by: "file" | "folder" = "file"): string[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let at = name;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  const place = (row: TruthRow) => {
    const file = row.id.replace(/#[^#]*$/, "");
    return by === "folder" ? file.replace(/\/[^/]*$/, "") : file;
  };
  // the folders of one text would join nearly all of them, so that a folder stands for itself
  if (by === "folder") return rows.map(place);
  for (const row of rows) {
    const [text, recording] = [rootOf(`text ${row.content_sha}`), rootOf(place(row))];
    if (text !== recording) parents.set(text, recording);
  }
  return rows.map((row) => rootOf(place(row)));
}
