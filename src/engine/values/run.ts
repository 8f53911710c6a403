import type { ClassNode, Expr, FunctionNode, Program, Span } from "../syntax/program";
import type { Sources } from "./evaluator";
import { LIMITS } from "./make";
import type { Known } from "./memory";
import type { Event } from "./scopes";
import type { ClassValue, EvaluationContext, Frame, FunctionValue, Looked, ReferenceRoot, Value } from "./value";

/** What an evaluation carries along: budgets, what it has found already, what it has read. */
export interface Run {
  sources: Sources;
  /** answers by what they rest on */
  memo: WeakMap<Looked, Map<Expr, Known>>;
  /** steps left for the question that is being answered */
  steps: number;
  /** steps that were given out since the last look at the dependencies and are used up */
  used: number;
  given: number;
  depth: number;
  /** how many expressions, assignments and functions are being gone through right now */
  level: number;
  /** workspace functions that are being gone through, innermost last */
  stack: Activation[];
  /**
   * The outermost level whose being under way cut the answer short that is being worked out: to that level and what is inside of it the
   * answer is a part of a cycle, and must not be remembered. 0: it must not be remembered at all. Infinity: it was not cut short.
   */
  cut: number;
  /** expressions and assignments that are being evaluated right now, to see a cycle */
  active: Map<Expr | Event, Active[]>;
  /** names and fields that took more than their share of the steps */
  costly: WeakSet<object>;
  /** fields of objects, by the object's root, the class and the name, after all methods had their effect */
  fields: WeakMap<object, Map<ClassNode, Map<string, KnownField>>>;
  /** frames of constructors that still hold what was found out */
  live: WeakSet<Frame>;
  /** the last activations of each function */
  recent: WeakMap<FunctionNode, Frame[]>;
  dependencies: Set<string>;
  /** names whose callers were looked for */
  names: Set<string>;
  /** texts that are file paths of this machine, so no prompt text */
  paths: WeakSet<Value>;
  /** workspace modules that are used as objects: the file, or the package directory, behind a reference */
  namespaces: WeakMap<ReferenceRoot, string>;
  /** the paths behind opened files, by the call that opened them */
  opened: WeakMap<object, Value>;
  /** parsed data files, for as long as results are remembered */
  data: Map<string, Value | undefined>;
  /** variables of environment files by file; null where there is none */
  environments: Map<string, Map<string, { text: string; start: number; end: number }> | null>;
  layout: Layout;
  /** the files that may have a name which a file passes on, by `file#name` */
  passing: Map<string, readonly string[]>;
  /** classes with their bases, nearest first */
  lineages: Map<ClassNode, ClassValue[]>;
  /** the methods that may stand in for one another */
  methods: Map<string, readonly FunctionValue[]>;
  /** exports that are being looked up, to see import cycles */
  exporting: Set<string>;
}

/** An expression or assignment that is being evaluated. */
interface Active {
  frame: Frame | undefined;
  local: Local | undefined;
  level: number;
}

/** A workspace function that is being gone through. */
export interface Activation {
  node: FunctionNode;
  level: number;
  /** how often it was entered again from within, where it is the outermost of its function */
  again: number;
}

/** What was found out about a field, or at which level that is under way. */
export type KnownField = { value: Value | undefined } | { level: number; run: Run };

/** Where modules are: what imports name, the packages of workspace roots, configuration files. */
export interface Layout {
  files: Map<string, Remembered<string | undefined>>;
  packages: Map<string, Remembered<ReadonlyMap<string, string>>>;
  json: Map<string, Remembered<Record<string, unknown> | undefined>>;
}
interface Remembered<T> {
  value: T;
  /** the files that the answer depends on */
  dependencies: ReadonlySet<string>;
}

export function newLayout(): Layout {
  return { files: new Map(), packages: new Map(), json: new Map() };
}

/** Answers from memory, so that what an answer depends on is among the run's dependencies either way. */
export function remembered<T>(run: Run, memory: Map<string, Remembered<T>>, key: string, find: () => T): T {
  let known = memory.get(key);
  if (!known) {
    const { dependencies } = run;
    run.dependencies = new Set();
    try {
      known = { value: find(), dependencies: run.dependencies };
    } finally {
      run.dependencies = dependencies;
    }
    memory.set(key, known);
  }
  for (const path of known.dependencies) run.dependencies.add(path);
  return known.value;
}

export interface Context extends EvaluationContext {
  /** what a loop's item, or a name in the middle of its own assignment, is worth right now */
  local?: Local;
}
export interface Local extends Looked {
  /** a loop, a comprehension, or a binding */
  key: object;
  /** where it holds */
  span: Span;
  value: Value;
  /** how many iterations are gone through one by one around here */
  rounds?: number;
  next?: Local;
}

export function newRun(sources: Sources, layout: Layout): Run {
  return {
    sources,
    layout,
    memo: new WeakMap(),
    steps: 0,
    used: 0,
    given: 0,
    depth: 0,
    level: 0,
    stack: [],
    cut: Number.POSITIVE_INFINITY,
    active: new Map(),
    costly: new WeakSet(),
    fields: new WeakMap(),
    live: new WeakSet(),
    recent: new WeakMap(),
    dependencies: new Set(),
    names: new Set(),
    paths: new WeakSet(),
    namespaces: new WeakMap(),
    opened: new WeakMap(),
    data: new Map(),
    environments: new Map(),
    passing: new Map(),
    lineages: new Map(),
    methods: new Map(),
    exporting: new Set(),
  };
}

/** Starts a question with steps of its own. */
export function begin(run: Run): void {
  run.used += run.given - Math.max(0, run.steps);
  run.given = run.used > LIMITS.file ? LIMITS.afterFile : LIMITS.steps;
  run.steps = run.given;
  run.depth = 0;
  run.cut = Number.POSITIVE_INFINITY;
}

/** A question in the middle of another one, with steps of its own and nothing under way around it. */
export function aside<T>(run: Run, question: (own: Run) => T): T {
  const own: Run = { ...run, level: 0, stack: [], active: new Map(), exporting: new Set(), steps: 0, given: 0 };
  begin(own);
  const answer = question(own);
  run.used = own.used + own.given - Math.max(0, own.steps);
  return answer;
}

/** Before an answer is worked out that may be remembered. Takes what `closed` wants back. */
export function opened(run: Run): number {
  const outer = run.cut;
  run.cut = Number.POSITIVE_INFINITY;
  return outer;
}

/** Whether the answer holds wherever it is asked for: nothing in it was cut short because of what was under way around it. */
export function closed(run: Run, outer: number): boolean {
  const holds = run.cut > run.level;
  run.cut = holds ? outer : Math.min(outer, run.cut);
  return holds;
}

/** An answer was cut short because of what began at this level; 0 where it is not about a cycle. */
export function cutShort(run: Run, level = 0): void {
  run.cut = Math.min(run.cut, level);
}

/** The programs in which something of this name is called. */
export function candidates(run: Run, name: string): Iterable<Program> {
  run.names.add(name);
  return run.sources.candidates(name);
}

export function programAt(run: Run, path: string): Program | undefined {
  run.dependencies.add(path);
  return run.sources.program(path);
}

/** How often an expression may stand inside of itself in one activation, each time with loops around it at other items. */
const MOST_NESTED = 2;

/**
 * Runs `work` unless it is already running for the same frame and the same local values, or for as many others as may be: a loop that
 * asks for what it fills would be gone through inside of itself for each of its items.
 */
export function guarded<T>(
  run: Run,
  key: Expr | Event,
  { frame, local }: { frame?: Frame; local?: Local },
  work: () => T,
  cycle: () => T,
): T {
  const entries = run.active.get(key);
  const same = entries && alreadyIn(entries, frame, local);
  if (same) {
    cutShort(run, same.level);
    return cycle();
  }
  const entry = { frame, local, level: ++run.level };
  if (entries) entries.push(entry);
  else run.active.set(key, [entry]);
  try {
    return work();
  } finally {
    run.level--;
    const now = entries ?? run.active.get(key)!;
    now.pop();
    if (now.length === 0) run.active.delete(key);
  }
}

function alreadyIn(entries: readonly Active[], frame: Frame | undefined, local: Local | undefined): Active | undefined {
  const nested = entries.filter((entry) => entry.frame === frame);
  return (
    nested.find((entry) => isSameLocal(entry.local, local)) ?? (nested.length < MOST_NESTED ? undefined : nested[0])
  );
}

function isSameLocal(a: Local | undefined, b: Local | undefined): boolean {
  while (a !== b) {
    if (!a || !b || a.key !== b.key || a.value !== b.value) return false;
    a = a.next;
    b = b.next;
  }
  return true;
}

/** What is charged for something too dear: it is found out once only, and must not take the rest with it. */
const PENALTY = 400;

/** Does `work` within a share of the steps that are left; what takes more answers `dear()`, from then on at once. */
export function shared<T>(run: Run, key: object, work: () => T, dear: () => T): T {
  if (run.costly.has(key)) return dear();
  const limit = Math.min(LIMITS.share, run.steps);
  if (limit < LIMITS.share / 2) return work();
  const reserve = run.steps - limit;
  const { cut } = run;
  run.steps = limit;
  try {
    const result = work();
    if (run.steps > 0) return result;
    run.costly.add(key);
    run.cut = cut;
    run.used += limit - PENALTY;
    run.steps = limit - PENALTY;
    return dear();
  } finally {
    run.steps = reserve + Math.max(0, run.steps);
  }
}

/** A context in which a loop stands at one of its items; undefined when there are too many to go through them one by one. */
export function rounds(context: Context, key: Span, count: number): ((item: Value) => Context) | undefined {
  let around = 1;
  for (let at = context.local; at; at = at.next) around *= at.rounds ?? 1;
  if (around * count > LIMITS.unroll) return undefined;
  return (value) => {
    const { program, frame, local: next } = context;
    return { program, frame, local: { key, span: key, value, looked: 0, missed: 0, next, rounds: count } };
  };
}
