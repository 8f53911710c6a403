import type { Family } from "../../src/engine/tokens/families";

/**
 * The families that scripts/tokens/make-families.ts looks for. Constants read off the vendors' documents or off many rows at once
 * stand in `weights`, and are not fitted; what stands in `prior` is fitted to the truth, pulled towards the value there.
 */
export interface FamilySpec {
  id: string;
  match: Family["match"];
  encoding?: Family["encoding"];
  /** linear unless said otherwise */
  method?: Family["method"];
  leavesOut?: Family["leavesOut"];
  rendering?: Family["rendering"];
  weights?: Record<string, number>;
  prior?: Record<string, number>;
  /** families with the same tokenizer: their texts are fitted together first */
  pool?: string;
  /** how freely the fit may leave the prior; 1 unless said otherwise */
  loosen?: number;
  /** the family whose fit is this one's prior */
  like?: string;
  media?: string;
  source?: string;
  asOf?: string;
}
