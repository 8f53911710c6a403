import { declarations } from "./declarations";
import { dsml } from "./dsml";
import { harmony } from "./harmony";
import { hermes, hermesOllama } from "./hermes";
import { mistral } from "./mistral";
import type { Rendering } from "./rendering";
import { signatures } from "./signatures";

/** By the name that a family in data/token-families.json gives. */
export const renderings = { declarations, dsml, harmony, hermes, hermesOllama, mistral, signatures } satisfies Record<
  string,
  Rendering
>;

export type RenderingName = keyof typeof renderings;
