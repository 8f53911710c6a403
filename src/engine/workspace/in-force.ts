import type { Configuration } from "../configuration";
import type { Host } from "../files/host";
import { createCatalogue } from "../models";
import type { Catalogue } from "../models/catalogue";
import { type Baseline, loadBaseline } from "../rules/baseline";
import type { FileNote } from "../session";
import type { Tokenizers } from "../tokens";
import type { Measured } from "../tokens/measured";
import { createEstimator, type Estimator } from "./estimate";

/** What figures and findings are made with. It never changes: after an edit of a configuration file or a setting, another one is in force. */
export interface InForce {
  /** the settings, with `tokenbill.jsonc` laid over them */
  configuration: Configuration;
  baseline: Baseline;
  /** what is wrong with their files */
  notes: readonly FileNote[];
  catalogue: Catalogue;
  estimator: Estimator;
}

/**
 * @param loaded the configuration that holds, and what is wrong with its file
 * @param parts.models the content of `data/models.json`
 * @param before what was in force until now: prices are not read again while they are the same
 */
export function inForce(
  { configuration, notes }: { configuration: Configuration; notes: readonly FileNote[] },
  parts: { host: Host; models: unknown; tokenizers: Tokenizers; measured: Measured | undefined },
  before?: InForce,
): InForce {
  const { host, models, tokenizers, measured } = parts;
  const { baseline, notes: baselineNotes } = loadBaseline(host);
  const isSame = before !== undefined && pricesOf(before.configuration) === pricesOf(configuration);
  const { pricesAsOf: asOf, pricing: overrides } = configuration;
  const catalogue = isSame ? before.catalogue : createCatalogue(models, { asOf, overrides });
  const estimator = createEstimator(catalogue, tokenizers, measured);
  return { configuration, baseline, notes: [...notes, ...baselineNotes], catalogue, estimator };
}

function pricesOf({ pricesAsOf, pricing }: Configuration): string {
  return JSON.stringify([pricesAsOf, pricing]);
}
