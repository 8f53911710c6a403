import { performance } from "node:perf_hooks";
import type { Failure, Invariants } from "./invariants";
import { mutate } from "./mutate";
import { randomOf } from "./random";
import type { Seed } from "./seeds";

export interface Input {
  index: number;
  seed: Seed;
  path: string;
  text: string;
}

export interface Outcome {
  input: Input;
  failures: Failure[];
  ms: number;
}

/** The input with this number: always the same for the same seed, files and number. */
export function inputOf(seeds: readonly Seed[], seed: number, index: number): Input {
  const random = randomOf(seed, index);
  const picked = random.pick(seeds);
  const path = random.pick(picked.targets);
  const other = random.pick([...random.pick(seeds).files.values()]);
  return { index, seed: picked, path, text: mutate(picked.files.get(path)!, other, random) };
}

export async function tryInput(invariants: Invariants, input: Input): Promise<Outcome> {
  const start = performance.now();
  const failures = await invariants.check(input.seed.files, input.path, input.text);
  return { input, failures, ms: performance.now() - start };
}
