import type { Hole, Origin, Times } from "../values/value";

/** A request as every vendor's counter sees it: made from a call in code (from-call.ts) or from a body on the wire (wire.ts). */
export interface RequestShape {
  target: Target;
  messages: MessageShape[];
  tools: ToolShape[];
  toolsHole?: Hole;
  schema?: SchemaShape;
  /** "auto", "required", "none", or the name of the one tool that must be called */
  toolChoice?: string;
  /** the model is asked to think before it answers: with a budget, or as much as it finds fit */
  thinking?: "thinking" | "adaptive";
  /** a JSON object is asked for without a schema */
  jsonObject?: boolean;
  /** the prompt is sent as written, with the model's own markers in it and no frame around it */
  raw?: boolean;
  /** what counts for this request but has no features: hosted tools, cached content, earlier responses */
  hidden: string[];
}

/** Who counts: the service that is called, its kind of request, and the model. */
export interface Target {
  /** "openai", "azure", "anthropic", "bedrock", "google", "vertex", … */
  route: string;
  /** "chat", "responses", "messages", "generate", "converse", "embeddings", … */
  kind: string;
  /** as written, lower-case; empty when unknown */
  model: string;
}

export interface MessageShape {
  role: "system" | "developer" | "user" | "assistant" | "tool";
  name?: string;
  content: ContentShape[];
  times?: Times;
  grows?: boolean;
  origin?: Origin;
  breakpoint?: boolean;
}

/** Known text and holes, in order. */
export type Piece = string | Hole;

export type ContentShape =
  /** `tokens`: given as token ids, this many */
  (
    | { kind: "text"; text: Piece[]; tokens?: number }
    | { kind: "reasoning"; text: Piece[] }
    | { kind: "refusal"; text: Piece[] }
    /** `stated`: sent back with the state that the vendor gave it */
    | { kind: "call"; name: string; arguments: Piece[]; stated?: boolean }
    | { kind: "result"; name?: string; text: Piece[] }
    | { kind: "media"; media: MediaShape }
  ) & { breakpoint?: boolean; origin?: Origin };

export interface MediaShape {
  kind: "image" | "file" | "audio" | "video";
  /** pixels */
  width?: number;
  height?: number;
  pages?: number;
  seconds?: number;
  /** "low", "high", "auto", "original", … */
  detail?: string;
  /** how the code calls it when its size is not known */
  name: string;
}

export interface ToolShape {
  name: string;
  description: Piece[];
  /** JSON schema of the arguments; undefined when there is none or it is not known */
  parameters?: Json;
  /** JSON schema of what the tool returns, where it is sent */
  response?: Json;
  hosted?: string;
  /** sent as free JSON schema where the vendor also has a typed form (Gemini's parametersJsonSchema) */
  untyped?: boolean;
  holes: Hole[];
  origin?: Origin;
  breakpoint?: boolean;
}

export interface SchemaShape {
  name?: string;
  description?: string;
  json?: Json;
  /** sent as free JSON schema where the vendor also has a typed form (Gemini's responseJsonSchema) */
  untyped?: boolean;
  /** its SDK adds the order of the properties: google-genai for Python (`_transformers.process_schema`) */
  ordered?: boolean;
  holes: Hole[];
  origin?: Origin;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const isObject = (value: unknown): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The known text of pieces, as one string for each run between holes. */
export function runs(pieces: readonly Piece[]): string[] {
  const found: string[] = [];
  let open = false;
  for (const piece of pieces) {
    if (typeof piece !== "string") open = false;
    else if (open) found[found.length - 1] += piece;
    else {
      found.push(piece);
      open = true;
    }
  }
  return found;
}

export const holesOf = (pieces: readonly Piece[]): Hole[] => pieces.filter((piece) => typeof piece !== "string");

export function holesOfContent(content: ContentShape): Hole[] {
  if (content.kind === "call") return holesOf(content.arguments);
  return content.kind === "media" ? [] : holesOf(content.text);
}
