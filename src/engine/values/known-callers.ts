import type { FunctionNode, Program } from "../syntax/program";
import { callersOf } from "./callers";
import type { CallerOf } from "./evaluator";
import type { Run } from "./run";
import type { Steps } from "./steps";

/** The calls that reach a function, with what the answer depends on. */
export interface Callers {
  calls: readonly CallerOf[];
  dependencies: ReadonlySet<string>;
  names: ReadonlySet<string>;
}

/**
 * Who calls what, for as long as no file changes. Requests of many files are often reached through the same few functions: a
 * factory's classes, the methods of a client.
 */
export interface KnownCallers {
  /**
   * @param fresh a run of its own for the answer, so that it is the same whoever asks first
   * @param asking gets what the answer depends on, at once: an edit meanwhile is noticed by it
   */
  of(fn: FunctionNode, home: Program, fresh: () => Run, asking: Run): Steps<Callers["calls"]>;
}

/** Functions whose callers are remembered: each holds on to the programs of its callers. */
const MOST_KNOWN = 64;

export function newKnownCallers(): KnownCallers {
  const known = new Map<FunctionNode, Callers>();
  return {
    *of(fn, home, fresh, asking) {
      let found = known.get(fn);
      if (found) {
        known.delete(fn);
        for (const path of found.dependencies) asking.dependencies.add(path);
        for (const name of found.names) asking.names.add(name);
      } else {
        const dependencies = passingOn(asking.dependencies);
        const names = passingOn(asking.names);
        const calls = yield* find(fn, home, { ...fresh(), dependencies, names });
        found = { calls, dependencies, names };
        const [oldest] = known.size < MOST_KNOWN ? [] : known.keys();
        if (oldest) known.delete(oldest);
      }
      known.set(fn, found);
      return found.calls;
    },
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
function* find(fn: FunctionNode, home: Program, run: Run): Steps<Callers["calls"]> {
  try {
    return yield* callersOf(run, fn, home);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
}
