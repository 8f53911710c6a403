import type { OtherKind } from "../sdks/sdk";
import type { CallNode, LanguageId, Program, Span } from "../syntax/program";
import type { Hole, MapValue, NumberValue, Origin, TextValue, Times, Value } from "../values/value";

/** One place in the code where a model is called, with everything the code says about the request. */
export interface LlmCall {
  /** stable within a file while the code around it is edited: `path#ordinal` */
  id: string;
  path: string;
  language: LanguageId | "prompt-file";
  /** the whole call expression */
  range: Span;
  /** the callee's last name: where a lens stands and a report points at */
  anchor: Span;
  /** a call for text is "call" or "wrapper-caller"; every other kind keeps its name at the callers of a wrapper */
  kind: "call" | "wrapper-caller" | "prompt-file" | OtherKind;
  sdk: string;
  /** the API that is priced and counted, e.g. "openai.chat", "anthropic.messages"; see tokens/ and models/ */
  api: string;
  /** whose price list applies: "openai", "anthropic", "azure", "bedrock", …; undefined when the base URL is unknown */
  provider?: string;
  model: ModelSlot;
  parts: Part[];
  tools: Tool[];
  /** set when the tools are (partly) unknown */
  toolsHole?: Hole;
  /** what the library sends besides, by name: nobody can see how long it is */
  adds?: string[];
  /** the response schema that is sent along */
  schema?: Schema;
  output: OutputLimit;
  /** what a call for pictures, sound or film asks for, besides its parts and `options.n` */
  media?: MediaAsked;
  caching: Caching;
  options: CallOptions;
  multiplicity: Multiplicity;
  scope: "production" | "test" | "example";
  /** where each slot is written, for edits: keys of `SlotName` */
  sites: Partial<Record<SlotName, Site>>;
  /** how the language writes this call, for rules that look around it and edits that add an argument */
  call?: WrittenCall;
  /** for `wrapper-caller`: the call inside, and the functions between */
  through?: { inner: Origin; functions: string[] };
  /** for a body whose callers are billed instead: how many places call it; such a call is not added to totals */
  calledFrom?: Origin[];
  /** more calls lead to it than are followed: the others are billed nowhere */
  callersCut?: boolean;
  /** calls that exclude each other (fallback branches) share a group: only the dearest counts in a total */
  alternatives?: string;
}

export interface WrittenCall {
  readonly node: CallNode;
  readonly program: Program;
  readonly style: ArgumentStyle;
}

export type SlotName =
  | "model"
  | "system"
  | "messages"
  | "tools"
  | "schema"
  | "outputCap"
  | "caching"
  | "effort"
  | "tier"
  | "stop";

/** A written argument or entry: `value` alone and the whole `entry`, both in `path`. */
export interface Site {
  path: string;
  value: Span;
  entry: Span;
  /** false when several calls share what is written there */
  own: boolean;
}

/** "object": the request is one object literal argument; "keywords": keyword arguments; "positional": neither. */
export type ArgumentStyle =
  | { kind: "object"; object: Span }
  | { kind: "keywords"; arguments: Span }
  | { kind: "positional" };

export interface ModelSlot {
  /** "choice": one of `ids`; "unknown": not known, and `ids` is empty */
  status: "known" | "choice" | "unknown";
  /** as the code writes them, in source order */
  ids: string[];
  /** what a binding in tokenbill.jsonc is keyed by when the id is unknown: `settings.FAST_LLM`, `env:MODEL` */
  origin?: string;
  /** how it became known */
  how: "literal" | "constant" | "default" | "environment" | "configuration" | "binding" | "sdk-default" | "unknown";
  /** where each id is written (a fix edits the definition), in the order of `ids` */
  sources: Origin[];
}

/** One message or section of a request. */
export interface Part {
  role: "system" | "developer" | "user" | "assistant" | "tool";
  content: Content[];
  times: Times;
  name?: string;
  origin: Origin;
  /** a breakpoint stands at the end of this part */
  breakpoint?: CacheMark;
  /** the role is history that grows with each turn */
  grows?: boolean;
}
export type Content =
  | { kind: "text"; text: TextValue; breakpoint?: CacheMark }
  | {
      kind: "image" | "file" | "audio" | "video";
      source: Value;
      detail?: string;
      origin: Origin;
      breakpoint?: CacheMark;
    }
  /** `id`: what an answer to it is known by; `stated`: sent back with the state that the vendor gave it */
  | { kind: "tool-call"; name: string; arguments: TextValue; id?: string; stated?: boolean; origin: Origin }
  /** `name`: which tool answers, where the answer says it; `id`: which call, else */
  | { kind: "tool-result"; text: TextValue; name?: string; id?: string; origin: Origin };

export interface CacheMark {
  /** "5m", "1h", … as written; undefined when the vendor's default applies */
  ttl?: string;
  origin: Origin;
}

export interface Tool {
  name: string;
  description?: TextValue;
  /** JSON schema of the parameters as a value; undefined when it cannot be known */
  parameters?: MapValue;
  /** the parameters are free JSON schema where the vendor also has a form of its own (Gemini's `parametersJsonSchema`) */
  free?: true;
  /** a tool that the vendor runs (`web_search`, …) */
  hosted?: string;
  origin: Origin;
  breakpoint?: CacheMark;
}
export interface Schema {
  name?: string;
  value?: MapValue;
  /** written as a class or a zod object, of which a vendor's own SDK makes a schema that allows nothing beyond it */
  closed?: true;
  /** sent as free JSON schema where the vendor also has a form of its own (Gemini's `responseJsonSchema`) */
  free?: true;
  origin: Origin;
}
/** What vendors bill pictures, sound and film by, as the code writes it. */
export interface MediaAsked {
  /** "1024x1024", "16:9", "auto" */
  size?: string;
  /** "low", "high", "hd" */
  quality?: string;
  /** length of the film or sound that is made */
  seconds?: NumberValue;
}
export interface OutputLimit {
  cap?: NumberValue;
  /** where the cap comes from; "none": the model's own maximum is the limit */
  from: "call" | "sdk" | "none" | "unknown";
  /** tokens the model may think, when the code says so */
  thinkingBudget?: NumberValue;
}
export interface Caching {
  /** explicit breakpoints written anywhere in the request */
  marks: CacheMark[];
  /** a request-wide switch (top-level `cache_control`) */
  automatic?: CacheMark;
  key?: TextValue;
}
export interface CallOptions {
  tier?: string;
  /** where the request is processed: "us", "eu", "global", "us-east5" */
  region?: string;
  batch?: boolean;
  stream?: boolean;
  effort?: string;
  /** the model decides itself how long it thinks */
  adaptiveThinking?: boolean;
  /** JSON is asked for, without a schema */
  jsonObject?: boolean;
  temperature?: NumberValue;
  /** completions per request */
  n?: NumberValue;
  toolChoice?: string;
  stop?: Value;
  maxSteps?: NumberValue;
}

/** How often the call runs for one arrival at its function. */
export interface Multiplicity {
  /** product of everything below where it is known; max undefined: not bounded by the code */
  times: Times;
  factors: Factor[];
  /** earlier turns are sent again, so input grows with each step */
  historyGrows: boolean;
  /** where history grows: how many requests one conversation makes; max undefined: the code shows no end */
  turns?: Times;
}
export interface Factor {
  kind: "loop" | "gather" | "retry" | "agent-steps" | "samples" | "items";
  times: Times;
  origin: Origin;
}
