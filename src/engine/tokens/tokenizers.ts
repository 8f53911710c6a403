import type { Host } from "../files/host";
import { createEncoding, type Encoding, type EncodingName } from "./encoding";
import type { FamilyData } from "./families";
import { splitCl100k, splitO200k } from "./split";

/** The exact counters and the family data, each read when it is first needed. */
export interface Tokenizers {
  encoding(name: EncodingName): Encoding;
  families(): FamilyData;
  /** where pictures that the code names are read from; without it their size stays unknown */
  host?: Host;
}

const splits = { o200k: splitO200k, cl100k: splitCl100k };

export function createTokenizers(host: Host | Pick<Host, "asset">): Tokenizers {
  const encodings = new Map<string, Encoding>();
  let families: FamilyData | undefined;
  return {
    ...("read" in host ? { host } : {}),
    encoding(name) {
      let encoding = encodings.get(name);
      if (!encoding) {
        encoding = createEncoding(host.asset(`ranks-${name}.bin`), splits[name]);
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
