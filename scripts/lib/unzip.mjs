import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { inflateRawSync } from "node:zlib";

/** The entries of a zip file: name, packed and unpacked size in bytes, and its content. No zip64, no encryption: a .vsix has neither. */
export function zipEntries(file) {
  const bytes = readFileSync(file);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end--;
  if (end < 0) throw new Error(`${file} is not a zip file`);
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10);
    const packedSize = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + packedSize);
    entries.push({ name, packedSize, size, content: () => (method === 0 ? packed : inflateRawSync(packed)) });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks the entries that `wanted` accepts into a folder; never writes outside of it. */
export function unzip(file, folder, wanted = () => true) {
  for (const entry of zipEntries(file)) {
    if (entry.name.endsWith("/") || !wanted(entry.name)) continue;
    const path = join(folder, entry.name);
    if (!resolve(path).startsWith(resolve(folder) + sep))
      throw new Error(`${file} holds a path outside of itself: ${entry.name}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, entry.content());
  }
}
