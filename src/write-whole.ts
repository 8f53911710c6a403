import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes beside a file and then takes its place, so that a crash or a full disk leaves the old file or the new one, and never a part
 * of either. What was a link becomes a file of its own: nothing is written to where it led.
 *
 * @param mode permissions of a new file; an old one keeps those that it has
 * @throws as `writeFileSync` does
 */
export function writeWhole(path: string, content: string | Uint8Array, mode?: number): void {
  const draft = `${path}.${process.pid}.tmp`;
  const kept = statSync(path, { throwIfNoEntry: false });
  try {
    writeFileSync(draft, content, { mode: kept?.isFile() ? kept.mode : mode, flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(draft, { force: true });
    throw error;
  }
}
