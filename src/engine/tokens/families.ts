import type { EncodingName } from "./encoding";
import type { RenderingName } from "./renderings/renderings";
import type { Target } from "./request";

/** What `data/token-families.json` holds: how each family of models counts a request. Made by scripts/tokens/make-families.ts. */
export interface FamilyData {
  generated: string;
  asOf: string;
  families: Family[];
  media: Record<string, MediaFormula>;
}

export interface Family {
  id: string;
  /** the first family with a matching row counts; patterns are searched in `route`, `kind` and the lower-case model id */
  match: { route?: string; kind?: string; model?: string }[];
  /** the tokenizer of its texts, or the public one that comes nearest to it; read when it is first needed */
  encoding: EncodingName;
  /**
   * "openai": rendered as OpenAI's models see it; "text": the text alone; "linear": weighted features of the request, texts among
   * them; "template": as linear, but texts are counted by the family's own tokenizer and the frame around them is whole tokens
   */
  method: "openai" | "linear" | "template" | "text";
  /** how its template writes tools, calls and their answers */
  rendering?: RenderingName;
  /** parts of a request that never reach the prompt */
  leavesOut?: Omission[];
  /** by feature name, see features.ts and openai.ts; tokens, or tokens per token of the encoding */
  weights: Record<string, number>;
  /** by class of request: the shown range is ± (tokens + share × count), from the quantiles of the fit's own errors */
  errors: Record<string, FamilyError>;
  /** the media formula; a key of `media` */
  media?: string;
  source: string;
  asOf: string;
  /** measured requests that the weights rest on */
  rows: number;
  /** set when the family has no measurements of its own */
  inherited?: string;
}

export type Omission =
  /** schemas in free JSON form (Gemini's parametersJsonSchema, responseJsonSchema), where the vendor also has a form of its own */
  | "untyped-schemas"
  /** tools that may not be called (a tool choice of "none") */
  | "unused-tools"
  /** tools, unless a message of the user's is the last */
  | "earlier-tools"
  /** answers that are sent again with the thoughts before them */
  | "thoughtful-answers";

export interface FamilyError {
  tokens: number;
  share: number;
  /** the share for large prompts, where it is more than that of most */
  far?: number;
  rows: number;
  /** share of the rows that were met exactly */
  exact: number;
  /** how far off the rows were met, as shares of what was billed: half of them nearer, and nine of ten */
  median?: number;
  p90?: number;
}

/** How an image becomes tokens. */
export interface MediaFormula {
  source: string;
  asOf: string;
  rules: MediaRule[];
}

export type MediaRule = { models?: string; kind?: "image" | "file" | "audio" | "video" } & (
  | { form: "flat"; tokens: number; low?: number; high?: number; per?: "page" | "second" }
  | { form: "crops"; tokens: number; single: number; smallest: number; largest: number }
  | { form: "tiles"; base: number; tile: number; longSide: number; shortSide: number; size: number }
  | { form: "patches"; size: number; budget: number; longSide: number; factor: number; extra: number }
  | { form: "area"; divisor: number; longSide: number; max: number; extra: number }
);

export function familyOf(target: Target, data: FamilyData): Family {
  const found = data.families.find((family) =>
    family.match.some(
      (row) => matches(row.route, target.route) && matches(row.kind, target.kind) && matches(row.model, target.model),
    ),
  );
  // the last family of the data takes everything
  return found ?? data.families[data.families.length - 1]!;
}

const patterns = new Map<string, RegExp>();

/** Whether a pattern of the data is found in a text; no pattern takes everything. */
export function matches(source: string | undefined, text: string): boolean {
  if (source === undefined) return true;
  let pattern = patterns.get(source);
  if (!pattern) {
    pattern = new RegExp(source);
    patterns.set(source, pattern);
  }
  return pattern.test(text);
}
