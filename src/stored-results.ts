import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { ResultStore } from "./engine/files/result-store";
import { writeWhole } from "./write-whole";

/** All files together; the ones that were not used for longest go first. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Bytes of the digest behind what it is the digest of. */
const DIGEST = 20;
/** Bytes of a part's length before it. */
const LENGTH = 4;
/** A draft that is older was left by a process that ended while it wrote. */
const DRAFT_MS = 60_000;

/** Where results are kept for this person on this machine. */
export function storedResultsFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "tokenbill", "Cache");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "tokenbill");
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "tokenbill");
}

/**
 * Results as files of a folder that only their owner can read. A crash, a full disk or another process leaves a whole file or none;
 * what is broken anyway fails its digest and is not read.
 *
 * @param program the bundle that makes the results: another build does not read them
 */
export function storedResults(folder: string, program: string): ResultStore {
  const digest = (bytes: Uint8Array | string) => createHash("sha1").update(bytes).digest("base64url");
  const path = (name: string) => join(folder, `${name}.bin`);
  return {
    version: `${process.versions.v8} ${digest(readFileSync(program))}`,
    digest,
    now: Date.now,
    load(name) {
      try {
        const bytes = readFileSync(path(name));
        const body = bytes.subarray(0, -DIGEST);
        const digest = createHash("sha1").update(body).digest();
        return digest.equals(bytes.subarray(-DIGEST)) ? partsOf(body) : undefined;
      } catch {
        return undefined;
      }
    },
    save(name, parts) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        chmodSync(folder, 0o700);
        writeWhole(path(name), written(parts), 0o600);
        prune(folder);
      } catch {}
    },
  };
}

function* written(parts: Iterable<unknown>): Generator<Uint8Array> {
  const hash = createHash("sha1");
  for (const part of parts) {
    const body = serialize(part);
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32LE(body.length);
    for (const bytes of [length, body]) {
      hash.update(bytes);
      yield bytes;
    }
  }
  yield hash.digest();
}

function partsOf(body: Buffer): unknown[] {
  const parts: unknown[] = [];
  for (let at = 0; at < body.length; ) {
    const start = at + LENGTH;
    at = start + body.readUInt32LE(at);
    parts.push(deserialize(body.subarray(start, at)));
  }
  return parts;
}

function prune(folder: string): void {
  const files = readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stat = attempt(() => statSync(path));
    return stat?.isFile() && /\.(bin|tmp)$/.test(name) ? [{ path, stat }] : [];
  });
  let left = files.reduce((sum, { stat }) => sum + stat.size, 0);
  for (const { path, stat } of files.sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs)) {
    const isLost = path.endsWith(".tmp") && Date.now() - stat.mtimeMs > DRAFT_MS;
    if (left <= MOST_BYTES && !isLost) continue;
    left -= stat.size;
    attempt(() => rmSync(path, { force: true }));
  }
}

/** Another process may be at the same file. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
