import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCatalogue } from "../../../src/engine/models";
import { dayOf } from "../../../src/engine/models/day";

export const data: unknown = JSON.parse(readFileSync(join(__dirname, "../../../data/models.json"), "utf8"));
export const asOf = "2026-11-23";
export const day = dayOf(asOf);
export const catalogue = createCatalogue(data, { asOf });

/** A model that must be listed. */
export function listed(id: string, provider?: string) {
  const model = catalogue.find(id, provider);
  if (!model) throw new Error(`${id} is not listed`);
  return model;
}
