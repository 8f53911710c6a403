const keys = { warned: "prices.warnedOn", never: "prices.neverWarn" };

/** What VS Code keeps for an extension between its runs. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Whether old prices may be mentioned now: once a day at most, and not to someone who asked not to be told. */
export async function mayWarn(memory: Memory, today: string): Promise<boolean> {
  if (memory.get(keys.never) === true || memory.get(keys.warned) === today) return false;
  await memory.update(keys.warned, today);
  return true;
}

export async function neverWarn(memory: Memory): Promise<void> {
  await memory.update(keys.never, true);
}
