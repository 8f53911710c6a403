import type { MediaFormula } from "../../src/engine/tokens/families";

export const media: Record<string, MediaFormula> = {};
