import type { Expr } from "../syntax/program";
import { isWithin, lookAt, miss, OUTSIDE, within } from "./frames";
import type { Context, Local, Run } from "./run";
import type { Frame, Looked, Value } from "./value";

/** An answer, and where it holds. It is kept with the innermost activation, or local value, that it rests on: see `frames.ts`. */
export interface Known {
  value: Value;
  /** the innermost activation that was looked at; none: it is the same for all callers */
  frame?: Frame;
  /** it holds in this activation only */
  exact: boolean;
  /** the local values that it was worked out under: those of other names and loops may change it */
  under?: Local;
}

/** What an expression was found to be worth before, where that holds here as well. */
export function recall(run: Run, expr: Expr, { frame, local }: Context): Value | undefined {
  for (let at = local; at; at = at.next) {
    const known = run.memo.get(at)?.get(expr);
    if (known && isWithin(known.frame, frame) && holds(known, frame, local)) return taken(known, frame, at);
  }
  for (let at = frame; at; at = at.outer) {
    const known = run.memo.get(at)?.get(expr);
    if (known && holds(known, frame, local)) return taken(known, frame);
  }
  const known = run.memo.get(OUTSIDE)?.get(expr);
  return known && holds(known, frame, local) ? taken(known, frame) : undefined;
}

function holds(known: Known, frame: Frame | undefined, local: Local | undefined): boolean {
  return (!known.exact || known.frame === frame) && covers(known.under, local);
}

/** Whether each of the local values is of a name or loop that an answer was worked out under. */
function covers(under: Local | undefined, local: Local | undefined): boolean {
  for (let at = local; at; at = at.next) {
    let known = under;
    while (known && known.key !== at.key) known = known.next;
    if (!known) return false;
  }
  return true;
}

/** Who takes a kept answer rests on what it rests on. */
function taken(known: Known, frame: Frame | undefined, local?: Local): Value {
  if (known.frame) lookAt(known.frame);
  if (known.exact) miss(frame);
  if (local) lookAt(local);
  return known.value;
}

/** Keeps the answer to a question that was begun at a time. */
export function remember(run: Run, expr: Expr, { frame, local }: Context, since: number, value: Value): void {
  const exact = (frame ?? OUTSIDE).missed >= since;
  const rests = exact ? frame : within(frame, since);
  let seen = local;
  while (seen && seen.looked < since) seen = seen.next;
  const home: Looked = seen ?? rests ?? OUTSIDE;
  const known: Known = { value, frame: rests, exact, under: local };
  const memory = run.memo.get(home);
  if (memory) memory.set(expr, known);
  else run.memo.set(home, new Map([[expr, known]]));
}
