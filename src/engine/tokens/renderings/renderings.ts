import { declarations } from "./declarations";
import { dsml } from "./dsml";
import { harmony } from "./harmony";
import { hermes, hermesOllama } from "./hermes";
import { mistral } from "./mistral";
import type { Rendering } from "./rendering";
import { signatures } from "./signatures";

/** As a family in data/token-families.json names it. */
export type RenderingName = "declarations" | "dsml" | "harmony" | "hermes" | "hermesOllama" | "mistral" | "signatures";

export const renderings: Record<RenderingName, Rendering> = {
  declarations,
  dsml,
  harmony,
  hermes,
  hermesOllama,
  mistral,
  signatures,
};
