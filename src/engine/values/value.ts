import type { CallNode, ClassNode, Expr, FunctionNode, Param, Program, Span } from "../syntax/program";

/**
 * What an expression is worth, as far as the code says. A value is plain data; each piece knows where it was written, so
 * that a hover can link to it and a fix can edit the place where it is defined.
 */
export type Value =
  | TextValue
  | NumberValue
  | BooleanValue
  | NoneValue
  | ListValue
  | MapValue
  | ChoiceValue
  | FunctionValue
  | ClassValue
  | ReferenceValue;

export interface Origin extends Span {
  path: string;
}

/** Known text and holes, in order. Text that came from a file has its origin in that file. */
export interface TextValue {
  kind: "text";
  pieces: TextPiece[];
  origin: Origin;
  /** what it is the JSON of, when it was written by `JSON.stringify` or `json.dumps` */
  json?: Value;
}
export type TextPiece = { kind: "known"; text: string; origin: Origin } | { kind: "hole"; hole: Hole };

/**
 * A part whose text is only known when the program runs. It never has an invented size: `maxChars`, `maxTokens` and
 * `options` are there only when the code shows them.
 */
export interface Hole {
  /** how the code calls it: `doc`, `user.name`, `env:PROMPT`; never empty */
  name: string;
  origin: Origin;
  reason: HoleReason;
  /** the parameter that it is taken from: `options` of `model`, where that is `const { model } = options` */
  parameter?: string;
  maxChars?: number;
  maxTokens?: number;
  /** how many items of unknown size it repeats, e.g. `k=5` */
  maxItems?: number;
  /** it is one of these texts, in source order; an empty text means that it may be missing. Least two. */
  options?: TextValue[];
  /** it repeats this text an unknown number of times (at most `maxItems`): what a loop or a `join` adds for each item */
  item?: TextValue;
  /** the name of the type that it is declared to be, where it is the value of a name or a field */
  type?: string;
  /** dynamic on every run, which breaks a cached prefix: a clock, a random value, an id; "day": the same all day long */
  varies?: "time" | "day" | "random" | "identity" | "order";
}
export type HoleReason =
  | "parameter"
  | "run-time value"
  | "environment"
  | "configuration"
  | "external call"
  | "unresolved name"
  | "outside the workspace"
  | "file not found"
  | "too deep"
  | "too many steps"
  | "too long"
  | "cycle"
  | "not understood";

export interface NumberValue {
  kind: "number";
  min: number;
  max: number;
  origin: Origin;
}
export interface BooleanValue {
  kind: "boolean";
  value: boolean;
  origin: Origin;
}
export interface NoneValue {
  kind: "none";
  origin: Origin;
}
export interface ListValue {
  kind: "list";
  items: ListItem[];
  origin: Origin;
}
export interface ListItem {
  value: Value;
  /** how often it stands there; `{ min: 0 }` without max: any number of times, e.g. pushed in a loop */
  times: Times;
}
export interface Times {
  min: number;
  /** undefined: not bounded by the code */
  max?: number;
  /** what bounds it, as the code calls it: `documents`, `3` */
  over?: string;
}
export interface MapValue {
  kind: "map";
  entries: Map<string, MapField>;
  /** set when unknown keys may be there too (`...rest`, `**kwargs`) */
  open?: Hole;
  origin: Origin;
}
export interface MapField {
  value: Value;
  /** the entry `key: value` as written, and the value alone */
  entry: Origin;
  expression?: { node: Expr; program: Program };
}
/** One of several, e.g. `a ? b : c`, `x or "gpt-5"`, two branches. Never empty, never nested, options in source order. */
export interface ChoiceValue {
  kind: "choice";
  options: Value[];
  /** "fallback": the later options only stand in for a missing earlier one (`env || "x"`) */
  how: "either" | "fallback";
  /** how the code calls what the options begin with, where they are texts of which only that differs */
  part?: string;
  origin: Origin;
}
/** A function of the workspace. */
export interface FunctionValue {
  kind: "function";
  node: FunctionNode;
  program: Program;
  /** the object it was taken from (`self` in its body) */
  self?: Value;
  frame?: Frame;
  origin: Origin;
}
/** A class of the workspace; calling it makes a `reference` with an `instance` root. */
export interface ClassValue {
  kind: "class";
  node: ClassNode;
  program: Program;
  origin: Origin;
}

/**
 * Something followed by name: an SDK's module and what was taken and called from it, an object made by a workspace class, or
 * something unknown. `new OpenAI({…}).chat.completions` is root `{module: "openai"}` with steps member OpenAI, call (construct),
 * member chat, member completions. An unknown value is a reference with an unknown root.
 */
export interface ReferenceValue {
  kind: "reference";
  root: ReferenceRoot;
  steps: Step[];
  origin: Origin;
}
export type ReferenceRoot =
  | { kind: "module"; module: string }
  | { kind: "instance"; class: ClassValue; call: CallStep }
  | {
      kind: "unknown";
      hole: Hole;
      /** both sides of `prompt | model`, which joins two objects into one that runs them in turn */
      operands?: Value[];
    };
export type Step = { kind: "member"; name: string; origin: Origin } | { kind: "index"; origin: Origin } | CallStep;
export interface CallStep {
  kind: "call";
  construct: boolean;
  call: CallNode;
  program: Program;
  frame?: Frame;
  origin: Origin;
}

/** When something was looked at last, and when something inside of it was missed: see `frames.ts`. */
export interface Looked {
  looked: number;
  missed: number;
}

/** One activation of a workspace function: what its parameters are worth for one caller. */
export interface Frame extends Looked {
  fn: FunctionNode;
  program: Program;
  /** by parameter name; a missing name is an unknown parameter */
  arguments: Map<string, Value>;
  /** the arguments that nobody has asked for yet */
  waiting: Map<string, Waiting> | undefined;
  self?: Value;
  /** the activation of the function around this one, for closures */
  outer?: Frame;
}

/** An argument that is evaluated when it is asked for: what is written at the call, or the parameter's default. */
export interface Waiting {
  param: Param;
  written?: Expr;
  call: CallNode;
  context: EvaluationContext;
}

/** Where an expression is evaluated. Without a frame the parameters of enclosing functions are holes. */
export interface EvaluationContext {
  program: Program;
  frame?: Frame;
}
