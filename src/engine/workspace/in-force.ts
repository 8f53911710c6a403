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
 */
export function inForce(
  { configuration, notes }: { configuration: Configuration; notes: readonly FileNote[] },
  parts: { host: Host; models: unknown; tokenizers: Tokenizers; measured: Measured | undefined },
): InForce {
  const { host, models, tokenizers, measured } = parts;
  const { baseline, notes: baselineNotes } = loadBaseline(host);
  const catalogue = createCatalogue(models, { asOf: configuration.pricesAsOf, overrides: configuration.pricing });
  const estimator = createEstimator(catalogue, tokenizers, configuration, measured);
  return { configuration, baseline, notes: [...notes, ...baselineNotes], catalogue, estimator };
}
