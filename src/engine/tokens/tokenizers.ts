import type { Host } from "../files/host";
import { createEncoding, type Encoding, type EncodingForm, type EncodingName } from "./encoding";
import type { FamilyData } from "./families";
import { splitCl100k, splitDeepseekV3, splitGemma3, splitO200k, splitQwen3, splitTekken } from "./split";

/** The exact counters and the family data, each read when it is first needed. */
export interface Tokenizers {
  encoding(name: EncodingName): Encoding;
  families(): FamilyData;
  /** where pictures that the code names are read from; without it their size stays unknown */
  host?: Host;
}

const forms: Record<EncodingName, EncodingForm> = {
  o200k: { split: splitO200k },
  cl100k: { split: splitCl100k },
  tekken: { split: splitTekken },
  "deepseek-v3": { split: splitDeepseekV3 },
  qwen3: { split: splitQwen3, normalize: (text) => text.normalize("NFC") },
  gemma3: { split: splitGemma3, normalize: (text) => text.replaceAll("\u2581", " "), characters: true },
};

export function createTokenizers(host: Host | Pick<Host, "asset">): Tokenizers {
  const encodings = new Map<string, Encoding>();
  let families: FamilyData | undefined;
  return {
    ...("read" in host ? { host } : {}),
    encoding(name) {
      let encoding = encodings.get(name);
      if (!encoding) {
        encoding = createEncoding(host.asset(`${name}.tokens`), forms[name]);
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
