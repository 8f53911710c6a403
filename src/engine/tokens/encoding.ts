import { countAround } from "./atoms";
import { countMerged } from "./merge";
import { readVocabulary } from "./ranks";
import type { Split } from "./split";

/** The tokenizers that are shipped: OpenAI's two, and those that Mistral, DeepSeek, Qwen and Google publish. */
export type EncodingName = "o200k" | "cl100k" | "tekken" | "deepseek-v3" | "qwen3" | "gemma3";

/** Counts the tokens of a text. Special tokens are plain text; a lone surrogate is U+FFFD, as in UTF-8 encoders. */
export interface Encoding {
  count(text: string): number;
}

/** pieces whose merged count is remembered; forgotten all at once when full */
const cacheSize = 16_384;
/** UTF-16 units; longer pieces are rare and not worth remembering */
const cachedLength = 48;

/** How a tokenizer takes a text apart before it joins tokens. */
export interface EncodingForm {
  /** the end of the piece that starts at an index; no token reaches over it */
  split: Split;
  /** what a text is brought to first */
  normalize?: (text: string) => string;
  /** joins characters of Unicode, as SentencePiece does, not bytes */
  characters?: boolean;
}

/** @param vocabulary the tokens in merge order, see ranks.ts */
export function createEncoding(vocabulary: Uint8Array, form: EncodingForm): Encoding {
  const { split, normalize, characters } = form;
  const { ranks, atoms } = readVocabulary(vocabulary);
  const cache = new Map<string, number>();
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(1024);

  function countPiece(text: string, start: number, end: number): number {
    const length = toBytes(text, start, end);
    if (length === 1 || (!characters && ranks.find(bytes, 0, length) >= 0)) return 1;
    if (end - start > cachedLength) return countMerged(bytes, 0, length, ranks, characters);
    const piece = text.slice(start, end);
    let count = cache.get(piece);
    if (count === undefined) {
      count = countMerged(bytes, 0, length, ranks, characters);
      if (cache.size >= cacheSize) cache.clear();
      // a copy, so that the cache does not keep the whole text alive
      cache.set(piece.split("").join(""), count);
    }
    return count;
  }

  function toBytes(text: string, start: number, end: number): number {
    if (bytes.length < (end - start) * 3) bytes = new Uint8Array((end - start) * 3);
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return encoder.encodeInto(text.slice(start, end), bytes).written;
      bytes[i - start] = code;
    }
    return end - start;
  }

  function count(text: string): number {
    let tokens = 0;
    for (let start = 0; start < text.length; ) {
      const end = split(text, start);
      tokens += countPiece(text, start, end);
      start = end;
    }
    // one huge piece must not hold its buffer for ever
    if (bytes.length > 1 << 20) bytes = new Uint8Array(1024);
    return tokens;
  }

  const counter = countAround(atoms, count);
  return { count: (text) => counter(normalize ? normalize(text) : text) };
}
