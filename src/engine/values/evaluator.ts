import type { CallNode, Expr, FunctionNode, Program } from "../syntax/program";
import type { Steps } from "./steps";
import type { CallStep, EvaluationContext, Frame, FunctionValue, Value } from "./value";

/** The values room, as the rooms after it see it. No function throws; past a bound the answer holds a hole with the reason. */
export interface Evaluator {
  evaluate(expr: Expr, context: EvaluationContext): Value;
  /** Whether a test is certainly true or false in one call of the function that it stands in. */
  truth(test: Expr, context: EvaluationContext): boolean | undefined;
  /** The place of a call, knowing what the tests on the way to it rule out; undefined where everything is ruled out. */
  narrowed(call: CallNode, context: EvaluationContext): EvaluationContext | undefined;
  /** An argument of a call step by name or position (`"model"`, `0`): named arguments, spreads and `**kwargs` are looked through. */
  argument(step: CallStep, key: string | number): Value | undefined;
  /** The whole request of a call as one map: named arguments, `**kwargs`, and the fields of the positional object `at` if given. */
  request(call: CallNode, context: EvaluationContext, at?: number): Value;
  /** The workspace functions a callee may be; empty when it is not one. */
  functions(callee: Expr, context: EvaluationContext): FunctionValue[];
  /** The frame of one call of a workspace function. */
  enter(fn: FunctionValue, call: CallNode, context: EvaluationContext): Frame;
  /**
   * The calls in the workspace that may reach this function, over `Sources.candidates`: the first `MOST_CALLERS` of them.
   *
   * @param from the file that the question comes from: others will ask it too where the function stands elsewhere
   */
  callers(fn: FunctionNode, program: Program, from?: Program): Steps<readonly CallerOf[]>;
  /**
   * What a value means when it is used as text: numbers, templates, lists joined; holes where it is unknown. A choice of several
   * texts is one hole that has them as its `options`.
   */
  text(value: Value): import("./value").TextValue;
  /** A list or an object as an SDK sends it: JSON without blanks. Any other value as `text` has it. */
  json(value: Value): import("./value").TextValue;
  /** The text of the file of the workspace that a path names, as the code in `context` would find it. */
  file(path: Value, context: EvaluationContext): Value;
  /** The files that evaluation has read, or missed, so far. Answers are remembered: when one of these changes, take another evaluator. */
  dependencies(): ReadonlySet<string>;
  /** The names that were asked of `Sources.candidates` so far: a change of a file that calls one of them matters as much. */
  names(): ReadonlySet<string>;
}

/** A call that may reach a function. */
export interface CallerOf {
  call: CallNode;
  program: Program;
}

/** How many calls of one function are looked for, and how many calls may lead to one request. */
export const MOST_CALLERS = 400;

/** What the values room needs of the world: parsed files on demand, and files as text. */
export interface Sources {
  /** The program of a source file of the workspace; undefined when there is none, or it is in no known language. */
  program(path: string): Program | undefined;
  /** The text of a prompt or data file inside the workspace. */
  text(path: string): string | undefined;
  /** The text of a source file that was not parsed yet; undefined where it was, or where there is none. */
  unparsed(path: string): string | undefined;
  /** True when a file stands there, inside the workspace. */
  exists(path: string): boolean;
  /** Entry names of a directory, sorted. */
  entries(path: string): readonly string[];
  readonly folders: readonly string[];
  /** The programs of the workspace in which something of this name is called (`ask(`, `x.ask(`): where to look for callers. */
  candidates(name: string): Iterable<Program>;
}
