import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

/** The bytes of a file that ships with the product, by name. One that is kept packed, as `<name>.br`, is unpacked. Throws when it is missing. */
export function readAsset(folder: string, name: string): Uint8Array {
  const packed = join(folder, `${name}.br`);
  return existsSync(packed) ? brotliDecompressSync(readFileSync(packed)) : readFileSync(join(folder, name));
}
