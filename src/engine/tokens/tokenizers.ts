import type { Host } from "../files/host";
import { createEncoding, type Encoding, type EncodingName } from "./encoding";
import type { FamilyData } from "./families";
import { type Split, splitCl100k, splitO200k, splitQwen3, splitTekken } from "./split";
import { splitDeepseekV3 } from "./split-deepseek";

/** The exact counters and the family data, each read when it is first needed. */
export interface Tokenizers {
  encoding(name: EncodingName): Encoding;
  families(): FamilyData;
  /** where pictures that the code names are read from; without it their size stays unknown */
  host?: Host;
}

const composing = new Set<EncodingName>(["qwen3"]);
const splits: Record<EncodingName, Split> = {
  o200k: splitO200k,
  cl100k: splitCl100k,
  tekken: splitTekken,
  "deepseek-v3": splitDeepseekV3,
  qwen3: splitQwen3,
};

export function createTokenizers(host: Host | Pick<Host, "asset">): Tokenizers {
  const encodings = new Map<string, Encoding>();
  let families: FamilyData | undefined;
  return {
    ...("read" in host ? { host } : {}),
    encoding(name) {
      let encoding = encodings.get(name);
      if (!encoding) {
        encoding = createEncoding(host.asset(`${name}.tokens`), splits[name], composing.has(name));
        encodings.set(name, encoding);
      }
      return encoding;
    },
    families() {
      families ??= JSON.parse(new TextDecoder().decode(host.asset("token-families.json"))) as FamilyData;
      return families;
    },
  };
}
