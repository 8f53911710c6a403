import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes beside a file and then takes its place, so that a crash or a full disk leaves the old file or the new one, and never a part
 * of either. What was a link becomes a file of its own: nothing is written to where it led.
 *
 * @param content a text, or bytes in pieces that are made as they are written
 * @param mode permissions of a new file; an old one keeps those that it has
 * @throws as `writeFileSync` does
 */
export function writeWhole(path: string, content: string | Iterable<Uint8Array>, mode?: number): void {
  const draft = `${path}.${process.pid}.tmp`;
  const kept = statSync(path, { throwIfNoEntry: false });
  try {
    const file = openSync(draft, "wx", kept?.isFile() ? kept.mode : mode);
    try {
      for (const piece of typeof content === "string" ? [content] : content) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(draft, { force: true });
    throw error;
  }
}
