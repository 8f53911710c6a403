/** True when a file's bytes may hold a model call or a prompt of one. */
export type Prefilter = (bytes: Uint8Array) => boolean;

/**
 * One pass over the bytes for any of the words. A big workspace is fast because most of its files are ruled out here: they
 * are neither decoded nor parsed. The words come from the SDK data (import names, unmistakable strings).
 */
export function createPrefilter(words: readonly string[]): Prefilter {
  const pattern = new RegExp(words.map(escapeForPattern).join("|"));
  return (bytes) => pattern.test(latin1(bytes));
}

/** Bytes as a string of the same length, one character a byte: cheap, and enough to look for ASCII words. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function escapeForPattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
