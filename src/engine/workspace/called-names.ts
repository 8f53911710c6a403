/** Shorter names are called everywhere, and nobody asks for them. */
const SHORTEST = 3;
/** Bytes of type arguments between a name and its bracket. */
const TYPE_ARGUMENTS = 80;

/**
 * Which files call something of a given name: `ask(`, `x.ask (`, `ask<T>(`. Built from bytes, without parsing; kept up to date
 * file by file. It may name a file too many, never one too few: of a name only a hash is kept, so that the names of a big workspace
 * take a few megabytes.
 */
export interface CalledNames {
  update(path: string, bytes: Uint8Array | undefined): void;
  /** what `update` found in a file, to be put back by a later run */
  hashes(path: string): Uint32Array | undefined;
  restore(path: string, hashes: Uint32Array): void;
  files(name: string): readonly string[];
  calls(path: string, name: string): boolean;
}

export function createCalledNames(): CalledNames {
  const byFile = new Map<string, Uint32Array>();
  /** answers, since the names of an open file are asked for after each keystroke */
  const answers = new Map<string, { hash: number; files: string[] }>();

  function set(path: string, now: Uint32Array | undefined): void {
    const before = byFile.get(path);
    if (now === undefined) byFile.delete(path);
    else byFile.set(path, now);
    const calls = (hashes: Uint32Array | undefined, hash: number) => hashes !== undefined && includes(hashes, hash);
    for (const [name, { hash }] of answers) if (calls(before, hash) !== calls(now, hash)) answers.delete(name);
  }

  return {
    update: (path, bytes) => set(path, bytes && namesIn(bytes)),
    hashes: (path) => byFile.get(path),
    restore: set,
    files(name) {
      const known = answers.get(name);
      if (known !== undefined) return known.files;
      const hash = hashOf(Buffer.from(name, "latin1"));
      const files: string[] = [];
      for (const [path, hashes] of byFile) if (includes(hashes, hash)) files.push(path);
      answers.set(name, { hash, files: files.sort() });
      return files;
    },
    calls(path, name) {
      const hashes = byFile.get(path);
      return hashes !== undefined && callsName(hashes, name);
    },
  };
}

/** Whether a name is among the called ones of a file. */
export function callsName(hashes: Uint32Array, name: string): boolean {
  return includes(hashes, hashOf(Buffer.from(name, "latin1")));
}

/** What a byte can be in a call: part of a name, a digit of one, white space. */
const NAME = 1;
const DIGIT = 2;
const SPACE = 3;
const kinds = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z_$]/.test(character)) kinds[byte] = NAME;
  else if (/\d/.test(character)) kinds[byte] = DIGIT;
  else if (/\s/.test(character)) kinds[byte] = SPACE;
}

/** Of the many files that call nothing: an array of its own takes 200 bytes. */
const NONE = new Uint32Array(0);

/** The hashes of all called names, sorted: from each opening bracket back to the name before it. */
function namesIn(bytes: Uint8Array): Uint32Array {
  const found = new Set<number>();
  for (let at = bytes.indexOf(0x28); at >= 0; at = bytes.indexOf(0x28, at + 1)) {
    const end = endOfName(bytes, at);
    let start = end;
    while (start > 0 && (kinds[bytes[start - 1]!] === NAME || kinds[bytes[start - 1]!] === DIGIT)) start--;
    while (start < end && kinds[bytes[start]!] === DIGIT) start++;
    if (end - start >= SHORTEST) found.add(hashOf(bytes, start, end));
  }
  return found.size === 0 ? NONE : Uint32Array.from(found).sort();
}

/** Before a bracket stand white space and, possibly, type arguments. */
function endOfName(bytes: Uint8Array, bracket: number): number {
  const end = withoutSpace(bytes, bracket);
  if (bytes[end - 1] !== 0x3e) return end;
  for (let at = end - 2; at >= 0 && at >= end - 2 - TYPE_ARGUMENTS; at--) {
    const byte = bytes[at];
    if (byte === 0x3c) return withoutSpace(bytes, at);
    if (byte === 0x3e || byte === 0x28 || byte === 0x29) break;
  }
  return end;
}

function withoutSpace(bytes: Uint8Array, end: number): number {
  let at = end;
  while (at > 0 && kinds[bytes[at - 1]!] === SPACE) at--;
  return at;
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash >>> 0;
}

function includes(sorted: Uint32Array, hash: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === hash;
}
