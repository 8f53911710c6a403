import { type Configuration, defaultConfiguration } from "../engine/configuration";
import { presets } from "../engine/rules/severity";
import type { Settings } from "./protocol";

export const defaultSettings: Settings = {
  annotations: "codeLens",
  pricesAsOf: "",
  priceListAddress: "",
  countAddresses: {},
  includeTests: false,
  exclude: [],
  maxFileSize: defaultConfiguration.maxFileSize,
  maxFileSeconds: defaultConfiguration.maxFileSeconds,
  models: {},
  preset: "recommended",
  rules: {},
};

const annotationKinds = ["codeLens", "inlayHints", "endOfLine", "off"] as const;
const levels = new Set(["off", "error", "warning", "information", "hint"]);

/** What the editor sent for `tokenbill`, with anything of the wrong type left at its default. */
export function readSettings(sent: unknown): Settings {
  const given = isRecord(sent) ? sent : {};
  const {
    annotations,
    pricesAsOf,
    priceListAddress,
    countAddresses,
    includeTests,
    exclude,
    maxFileSize,
    maxFileSeconds,
    models,
    preset,
    rules,
  } = given;
  return {
    annotations: annotationKinds.find((known) => known === annotations) ?? "codeLens",
    pricesAsOf: typeof pricesAsOf === "string" && /^\d{4}-\d{2}-\d{2}$/.test(pricesAsOf) ? pricesAsOf : "",
    priceListAddress: typeof priceListAddress === "string" ? priceListAddress.trim() : "",
    countAddresses: strings(countAddresses, () => true),
    includeTests: includeTests === true,
    exclude: Array.isArray(exclude) ? exclude.filter((pattern) => typeof pattern === "string") : [],
    maxFileSize: positive(maxFileSize, defaultSettings.maxFileSize),
    maxFileSeconds: positive(maxFileSeconds, defaultSettings.maxFileSeconds),
    models: strings(models, () => true),
    preset: presets.find((known) => known === preset) ?? "recommended",
    rules: strings(rules, (level) => levels.has(level)) as Settings["rules"],
  };
}

/** Settings as the engine's configuration. Without a date of their own, prices are for `today` (`YYYY-MM-DD`). */
export function configurationOf(settings: Settings, today: string): Configuration {
  const { pricesAsOf, includeTests, exclude, maxFileSize, maxFileSeconds, models, preset, rules } = settings;
  return {
    ...defaultConfiguration,
    pricesAsOf: pricesAsOf || today,
    includeTests,
    exclude,
    maxFileSize,
    maxFileSeconds,
    models,
    preset,
    rules,
  };
}

function positive(value: unknown, otherwise: number): number {
  return typeof value === "number" && value > 0 ? value : otherwise;
}

function strings(value: unknown, accept: (text: string) => boolean): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && accept(entry[1]),
    ),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
