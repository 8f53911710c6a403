import type { FunctionNode, Program } from "../syntax/program";
import { callerIn, callersOf, callsByName, type Reach, soleName } from "./callers";
import { type CallerOf, MOST_CALLERS } from "./evaluator";
import type { Run } from "./run";
import type { Steps } from "./steps";

/** An answer, with what it depends on. */
interface Known<T> {
  answer: readonly T[];
  dependencies: ReadonlySet<string>;
  names: ReadonlySet<string>;
}

/**
 * Who calls what, for as long as no file changes. Requests of many files are often reached through the same few functions (a
 * factory's classes, the methods of a client), and many functions by the same name (`run`): a name is looked for once.
 */
export interface KnownCallers {
  /**
   * @param fresh a run of its own for the answer, so that it is the same whoever asks first
   * @param asking gets what the answer depends on, at once: an edit meanwhile is noticed by it
   */
  of(fn: FunctionNode, home: Program, fresh: () => Run, asking: Run): Steps<readonly CallerOf[]>;
  /** A file has changed, or programs were dropped. Who is at work goes on, and asks anew. */
  forget(): void;
}

/** Names, and functions that more than a name leads to, whose callers are remembered: each holds on to the programs of its callers. */
const MOST_KNOWN = 64;

export function newKnownCallers(): KnownCallers {
  const names = new Map<string, Known<Reach>>();
  const functions = new Map<FunctionNode, Known<CallerOf>>();
  const byName = memory(names);
  const byFunction = memory(functions);
  return {
    *of(fn, home, fresh, asking) {
      const name = soleName(fn, home);
      if (name === undefined) return yield* byFunction(fn, (run) => callersOf(run, fn, home), fresh, asking);
      const calls = yield* byName(name, (run) => callsByName(run, name), fresh, asking);
      const reaching = calls.filter(({ targets }) => targets.includes(fn)).slice(0, MOST_CALLERS);
      return reaching.map((reach) => callerIn(asking, reach));
    },
    forget() {
      names.clear();
      functions.clear();
    },
  };
}

type Memory<K, T> = (key: K, find: (run: Run) => Steps<T[]>, fresh: () => Run, asking: Run) => Steps<readonly T[]>;

function memory<K, T>(all: Map<K, Known<T>>): Memory<K, T> {
  return function* (key, find, fresh, asking) {
    let known = all.get(key);
    if (known) {
      all.delete(key);
      for (const path of known.dependencies) asking.dependencies.add(path);
      for (const name of known.names) asking.names.add(name);
    } else {
      const dependencies = passingOn(asking.dependencies);
      const names = passingOn(asking.names);
      known = { answer: yield* found(find, { ...fresh(), dependencies, names }), dependencies, names };
      const [oldest] = all.size < MOST_KNOWN ? [] : all.keys();
      if (oldest !== undefined) all.delete(oldest);
    }
    all.set(key, known);
    return known.answer;
  };
}

/** A set whose members go into another one too. */
function passingOn(to: Set<string>): Set<string> {
  const own = new Set<string>();
  own.add = (member) => {
    to.add(member);
    return Set.prototype.add.call(own, member) as Set<string>;
  };
  return own;
}

/** What nests deeper than the machine's stack has no callers that could be told. */
function* found<T>(find: (run: Run) => Steps<T[]>, run: Run): Steps<T[]> {
  try {
    return yield* find(run);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
}
