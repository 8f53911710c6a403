import type { FunctionNode } from "../syntax/program";
import type { Frame } from "./value";

/** The activation of a function among those that a frame is nested in. */
export function frameOf(frame: Frame | undefined, fn: FunctionNode): Frame | undefined {
  for (let at = frame; at; at = at.outer) if (at.fn === fn) return at;
  return undefined;
}
