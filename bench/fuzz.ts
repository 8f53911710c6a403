/**
 * Mutated real files through the session: `npm run fuzz [-- --runs N --seed S --from I --seconds T --processes P FOLDER…]`.
 * The examples and the engine's cases are always among the files; folders are read, never written.
 * An input is made from the seed, its number and the files: `--seed S --from I --runs 1` makes it again. A long run prints what it
 * has done, and goes on from there with `--from`.
 */
import { fork } from "node:child_process";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createInvariants } from "../test/harness/fuzz/invariants";
import { minimise } from "../test/harness/fuzz/minimise";
import { inputOf, type Outcome, tryInput } from "../test/harness/fuzz/run";
import { folderSeeds, ownSeeds } from "../test/harness/fuzz/seeds";

/** An input that takes longer, in time of the processor, is named. */
const slowMs = 5_000;
/** Inputs that one process works on before the next one is started. */
const portion = 5_000;
/** An input that takes longer hangs: the process that works on it is ended, and the next input is taken. */
const hangMs = 120_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    seconds: { type: "string", default: "0" },
    processes: { type: "string", default: "1" },
    worker: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
const first = Number(values.from);
const end = first + Number(values.runs);
const deadline = Number(values.seconds) > 0 ? Date.now() + 1000 * Number(values.seconds) : Number.POSITIVE_INFINITY;

type Message = { started: number } | { done: number; ms: number; failures: number; calls?: number };

async function work(): Promise<void> {
  const seeds = [...ownSeeds(), ...positionals.flatMap((folder) => folderSeeds(resolve(folder)))];
  const invariants = await createInvariants();
  for (let index = first; index < end && Date.now() < deadline; index++) {
    process.send!({ started: index } satisfies Message);
    const outcome = await tryInput(invariants, inputOf(seeds, seed, index));
    process.send!({ done: index, ms: outcome.ms, failures: outcome.failures.length } satisfies Message);
    if (outcome.failures.length > 0) await show(outcome);
  }
  process.disconnect();

  async function show({ input, failures }: Outcome): Promise<void> {
    const [failure] = failures;
    console.log(`\n✗ seed ${seed}, input ${input.index}: ${input.seed.name}, ${input.path}`);
    for (const { kind, detail } of failures) console.log(`  ${kind}: ${detail}`);
    const text = await minimise(input.text, async (shorter) =>
      (await invariants.check(input.seed.files, input.path, shorter)).some(({ kind }) => kind === failure!.kind),
    );
    console.log(text.replace(/^/gm, "  | "));
  }
}

const totals = { inputs: 0, failing: 0, lost: 0, slowest: 0, slowestInput: first };

/** Gives the inputs out in portions, to as many processes at a time as were asked for. */
async function watch(): Promise<void> {
  const begun = Date.now();
  let next = first;
  const takePortions = async () => {
    while (next < end && Date.now() < deadline) {
      const from = next;
      next = Math.min(end, from + portion);
      await goThrough(from, next);
    }
  };
  await Promise.all(Array.from({ length: Number(values.processes) }, takePortions));
  const seconds = ((Date.now() - begun) / 1000).toFixed(0);
  console.log(`${totals.inputs} inputs in ${seconds} s, seed ${seed}: ${summary()}`);
  process.exitCode = totals.failing + totals.lost > 0 ? 1 : 0;
}

const summary = () =>
  `${totals.failing} failing, ${totals.lost} lost; slowest ${Math.round(totals.slowest)} ms (input ${totals.slowestInput})`;

/** One portion; behind an input that hangs or ends the process, another process goes on. */
async function goThrough(from: number, to: number): Promise<void> {
  for (let next = from; next < to && Date.now() < deadline; ) {
    const lost = await passFrom(next, to);
    if (lost === undefined) break;
    totals.lost += 1;
    console.log(`\n✗ seed ${seed}, input ${lost}: it hangs or ends the process`);
    next = lost + 1;
  }
  if (to - from === portion) console.log(`  inputs ${from} to ${to - 1} done; ${totals.inputs} in all, ${summary()}`);
}

function passFrom(from: number, to: number): Promise<number | undefined> {
  const left = deadline === Number.POSITIVE_INFINITY ? 0 : Math.max(1, Math.round((deadline - Date.now()) / 1000));
  const options = ["--seed", `${seed}`, "--from", `${from}`, "--runs", `${to - from}`, "--seconds", `${left}`];
  const child = fork(__filename, ["--worker", ...options, ...positionals]);
  let current: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  child.on("message", (message: Message) => {
    clearTimeout(timer);
    if ("started" in message) {
      current = message.started;
      timer = setTimeout(() => child.kill("SIGKILL"), hangMs);
      return;
    }
    current = undefined;
    totals.inputs += 1;
    if (message.failures > 0) totals.failing += 1;
    if (message.ms > slowMs) console.log(`  slow: input ${message.done}, ${Math.round(message.ms)} ms`);
    if (message.ms > totals.slowest) [totals.slowest, totals.slowestInput] = [message.ms, message.done];
  });
  return new Promise((settle) =>
    child.on("exit", (code) => {
      clearTimeout(timer);
      if (current === undefined && code !== 0) throw new Error(`the worker ended with code ${code}`);
      settle(current);
    }),
  );
}

void (values.worker ? work() : watch());
