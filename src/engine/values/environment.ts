import { unknown } from "./make";
import type { Run } from "./run";
import type { Origin, Value } from "./value";

/** An environment variable: what it holds is known when the program runs. */
export function environment(run: Run, name: string, origin: Origin): Value {
  void run;
  return unknown(`env:${name}`, "environment", origin);
}
