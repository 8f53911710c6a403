/** Where results outlive the process. Nothing in it is ever needed: what cannot be loaded is worked out again. */
export interface ResultStore {
  /** The build of the engine: what another build kept is not read. */
  readonly version: string;
  /** What was kept under a key; undefined when there is nothing, or it is not whole. Never throws. */
  load(key: string): readonly unknown[] | undefined;
  /**
   * Keeps plain data (what a structured clone can hold) under a key, or does not, when it cannot. Each part is done with before the next
   * one is asked for, so that the whole need not be in memory. Never throws.
   */
  save(key: string, parts: Iterable<unknown>): void;
  /** A cryptographic hash of bytes, in few characters. */
  digest(bytes: Uint8Array | string): string;
  /** ms since the epoch: whether a file was written so lately that its time says nothing. The engine itself has no clock. */
  now(): number;
}
