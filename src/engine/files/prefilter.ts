/** True when a file's bytes may hold a model call or a prompt of one. In JSON that holds code, words may be cut anywhere: names say nothing. */
export type Prefilter = (bytes: Uint8Array, isJson?: boolean) => boolean;

/**
 * The words of which one stands in a file that may hold a call. Of a word that says no more than what a file is about, with the names of
 * what is called there: one of them has to be called too, or taken without being called. Undefined: the word says enough.
 */
export type Clues = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/**
 * One pass over the bytes for any of the words. A big workspace is fast because most of its files are ruled out here: they
 * are neither decoded nor parsed. The words and names come from the SDK data (import names, unmistakable strings, callees), which are gone
 * through when a file is first looked at: where results are kept, none may be.
 */
export function createPrefilter(clues: () => Clues): Prefilter {
  let made: Prefilter | undefined;
  return (bytes, isJson) => {
    made ??= prefilterOf(clues());
    return made(bytes, isJson);
  };
}

function prefilterOf(clues: Clues): Prefilter {
  // the longest first: what it begins with is known, what it goes on with is not
  const words = [...clues.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(words.map(escapeForPattern).join("|"));
  const each = new RegExp(any, "g");
  const beginnings = new Map<string, string[]>();
  const patterns = new Map<ReadonlySet<string>, RegExp>();

  /** The words that a word begins with, itself among them. */
  function beginningsOf(word: string): string[] {
    const found = beginnings.get(word) ?? words.filter((other) => word.startsWith(other));
    beginnings.set(word, found);
    return found;
  }

  /** Whether one of the names that a word asks for is used. */
  function isUsed(names: ReadonlySet<string>, text: string): boolean {
    const pattern = patterns.get(names) ?? useOf(names);
    patterns.set(names, pattern);
    return pattern.test(text);
  }

  return (bytes, isJson = false) => {
    const text = latin1(bytes);
    if (!any.test(text)) return false;
    if (isJson) return true;
    const asked = new Set<ReadonlySet<string>>();
    each.lastIndex = 0;
    for (let found = each.exec(text); found !== null; found = each.exec(text)) {
      // words may overlap
      each.lastIndex = found.index + 1;
      for (const word of beginningsOf(found[0])) {
        const names = clues.get(word);
        if (names === undefined) return true;
        if (asked.has(names)) continue;
        if (isUsed(names, text)) return true;
        asked.add(names);
      }
    }
    return false;
  };
}

/**
 * A name that is called (`create(`, `create?.(`, `parse<T>(`), or that is taken to be called by another name or by somebody else:
 * `ask = client.create`, `ask = create`, `to_thread(client.create, …)`, `map(complete, texts)`, `import { streamText as stream }`.
 */
function useOf(names: ReadonlySet<string>): RegExp {
  const name = `\\b(?:${[...names].map(escapeForPattern).join("|")})\\b`;
  const space = "[\\s\\\\]*";
  return new RegExp(`${name}${space}(?:[(<!?#/]|as\\b)|[.(=]${space}${name}`);
}

/** Bytes as a string of the same length, one character a byte: cheap, and enough to look for ASCII words. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function escapeForPattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
