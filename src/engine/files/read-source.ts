import type { Host } from "./host";

export type ReadResult = { text: string } | { reason: string };

/** Longer lines than this are not written by hand: a bundle, a data file. Comments and prompts stay well below. */
const MINIFIED_LINE = 20_000;
const MINIFIED_AVERAGE = 1_000;
const GENERATED = /^.{0,400}(@generated\b|\bDO NOT EDIT\b|\bautomatically generated\b)/is;

/**
 * The bytes of a file inside the workspace, or why there are none.
 *
 * @param setting the one that the size comes from, if any
 */
export function readBytes(
  host: Host,
  path: string,
  maxSize: number,
  setting?: string,
): { bytes: Uint8Array } | { reason: string } {
  const stat = host.stat(path);
  if (stat === undefined) return { reason: "the file is gone or outside the workspace" };
  if (stat.kind !== "file") return { reason: "it is not a file" };
  if (stat.size > maxSize)
    return { reason: `${tooLarge(stat.size, maxSize)}${setting ? ` (setting ${setting})` : ""}` };
  const bytes = host.read(path);
  if (bytes === undefined) return { reason: "the file could not be read" };
  return { bytes };
}

/**
 * The text of a file of the product's own that a workspace may have, such as its configuration; a reason when there is one that cannot be
 * read, and undefined when there is none.
 */
export function readOwnFile(host: Host, path: string, maxSize: number): ReadResult | undefined {
  if (host.stat(path) === undefined) return undefined;
  const read = readBytes(host, path, maxSize);
  return "bytes" in read ? { text: new TextDecoder().decode(read.bytes) } : read;
}

/** Source text from bytes: UTF-8 without its byte order mark; binary and machine-made files give a reason instead. */
export function decodeSource(bytes: Uint8Array): ReadResult {
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
    return { text: new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes) };
  }
  if (bytes.subarray(0, 8_000).includes(0)) return { reason: "it is a binary file" };
  return { text: new TextDecoder().decode(bytes) };
}

/** Why a source text is not worth reading as code; undefined for code that people write. */
export function oddity(text: string): string | undefined {
  if (text.length > 5_000) {
    let longest = 0;
    let lines = 1;
    let start = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", start)) {
      longest = Math.max(longest, at - start);
      lines += 1;
      start = at + 1;
    }
    longest = Math.max(longest, text.length - start);
    if (longest > MINIFIED_LINE && text.length / lines > MINIFIED_AVERAGE) return "it looks minified";
  }
  if (GENERATED.test(text.slice(0, 500))) return "it says that it is generated";
  return undefined;
}

function tooLarge(size: number, limit: number): string {
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1_000).toLocaleString("en-US")} KB`;
  return `the file is ${kilobytes(size)}, over the limit of ${kilobytes(limit)}`;
}
