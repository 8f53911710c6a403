import { cpuUsage } from "node:process";
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
  /** of the processor, so that a busy machine makes nothing slow */
  ms: number;
}

/** So many inputs one after the other are changes of the same file, which stays open for them as in an editor. */
export const inputsOfOneFile = 10;

/** The input with this number: always the same for the same seed, files and number. */
export function inputOf(seeds: readonly Seed[], seed: number, index: number): Input {
  const choice = randomOf(seed, -1 - Math.floor(index / inputsOfOneFile));
  const picked = choice.pick(seeds);
  const path = choice.pick(picked.targets);
  const random = randomOf(seed, index);
  const other = random.pick([...random.pick(seeds).files.values()]);
  return { index, seed: picked, path, text: mutate(picked.files.get(path)!, other, random) };
}

export async function tryInput(invariants: Invariants, input: Input): Promise<Outcome> {
  const start = cpuUsage();
  const failures = await invariants.check(input.seed.files, input.path, input.text);
  return { input, failures, ms: cpuUsage(start).user / 1000 };
}
