import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { parseAmount, parseVolume } from "./calls/usage";
import type { Host } from "./files/host";
import { globProblem } from "./files/glob";
import { join } from "./files/paths";
import { readOwnFile } from "./files/read-source";
import type { Overrides } from "./models/overrides";
import { readOverrides } from "./models/read-overrides";
import type { Severity } from "./rules/rule";
import { type Preset, presets } from "./rules/severity";
import type { FileNote } from "./session";

/** What the settings and `tokenbill.jsonc` say, validated. Everything has a default. */
export interface Configuration {
  /** the rules that run, and how severe they are, when nothing else is said */
  preset: Preset;
  /** rule id → severity or "off" */
  rules: Record<string, Severity | "off">;
  /** the same for the files that match a pattern, laid over each other in this order */
  overrides: Record<string, RulesEntry>;
  /** rule id → option → number */
  ruleOptions: Record<string, Record<string, number>>;
  /** model bindings by origin: `settings.FAST_LLM`, `env:MODEL` → model id */
  models: Record<string, string>;
  /** what a person knows of the calls in files that match a pattern, as in a directive */
  usage: Record<string, UsageEntry>;
  /** what may be spent, in USD */
  budgets: Budgets;
  /** models that calls may be moved to, beside those of their own vendor: ids of other vendors' models, or of `pricing.models` */
  candidates: string[];
  /** negotiated prices, discounts, private models, deployment names, currency */
  pricing?: Overrides;
  /** the day prices are taken for, `YYYY-MM-DD`; without it the catalogue's own date (the engine has no clock) */
  pricesAsOf?: string;
  /** count tests and examples in the totals too */
  includeTests: boolean;
  /** patterns as in an ignore file, relative to each workspace folder */
  exclude: string[];
  /** bytes above which a source file is skipped with a note */
  maxFileSize: number;
  /** seconds after which the parser gives a file up, with a note */
  maxFileSeconds: number;
}

/** Amounts in USD. All but the first are for a month of the calls whose volume is written down. */
export interface Budgets {
  /** one request of any call */
  call?: number;
  /** the calls of any one file */
  file?: number;
  /** the calls of a feature, by its name */
  features?: Record<string, number>;
  workspace?: number;
  /** per cent of a budget from which a call is reported; 80 when left out */
  warnFrom?: number;
}

export interface RulesEntry {
  preset?: Preset;
  rules?: Record<string, Severity | "off">;
}

export interface UsageEntry {
  /** a volume: `10k/day` */
  calls?: string;
  /** tokens that the parts of unknown size come to: `3k` */
  context?: string | number;
  /** tokens of a typical answer */
  output?: string | number;
  feature?: string;
}

export const defaultConfiguration: Configuration = {
  preset: "recommended",
  rules: {},
  overrides: {},
  ruleOptions: {},
  models: {},
  usage: {},
  budgets: {},
  candidates: [],
  includeTests: false,
  exclude: [],
  maxFileSize: 1_000_000,
  maxFileSeconds: 3,
};

export const CONFIGURATION_FILE = "tokenbill.jsonc";
/** bytes */
const MAX_CONFIGURATION = 1_000_000;

type Check = (value: unknown) => string | undefined;

/** What each key of the file must be; the message says what is expected. */
const KEYS: { [Key in Exclude<keyof Configuration, "pricing">]-?: Check } & { $schema: Check } = {
  $schema: text,
  preset,
  rules: recordOf(severity),
  overrides: byPattern(rulesEntry),
  ruleOptions: recordOf(recordOf(amount)),
  models: recordOf(text),
  usage: byPattern(usageEntry),
  budgets,
  candidates: texts,
  pricesAsOf: day,
  includeTests: (value) => (typeof value === "boolean" ? undefined : "true or false"),
  exclude: texts,
  maxFileSize: amount,
  maxFileSeconds: amount,
};

/**
 * The settings with the workspace's `tokenbill.jsonc` files laid over them, in the order of the folders. A wrong key or value
 * costs itself only: it is left out and named in a note with its place.
 */
export function loadConfiguration(
  host: Host,
  settings: Configuration,
): { configuration: Configuration; notes: FileNote[] } {
  let configuration = settings;
  const notes: FileNote[] = [];
  for (const folder of host.folders) {
    const path = join(folder, CONFIGURATION_FILE);
    const file = readOwnFile(host, path, MAX_CONFIGURATION);
    if (file === undefined) continue;
    if ("reason" in file) {
      notes.push({ path, reason: file.reason, start: 0 });
      continue;
    }
    const read = parseConfiguration(file.text, path);
    notes.push(...read.notes);
    configuration = overlay(configuration, read.values);
  }
  return { configuration, notes };
}

export function parseConfiguration(text: string, path: string): { values: Partial<Configuration>; notes: FileNote[] } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true });
  } catch {
    return { values: {}, notes: [{ path, reason: "not readable: it is nested too deeply", start: 0 }] };
  }
  const notes: FileNote[] = errors
    .slice(0, 5)
    .map(({ error, offset }) => ({ path, reason: `not valid JSON: ${printParseErrorCode(error)}`, start: offset }));
  if (root === undefined || root.type !== "object") {
    if (notes.length === 0) notes.push({ path, reason: "it must hold one object: { … }", start: 0 });
    return { values: {}, notes };
  }
  const values: Record<string, unknown> = Object.create(null);
  for (const property of root.children ?? []) readProperty(property, path, values, notes);
  return { values: values as Partial<Configuration>, notes };
}

function readProperty(property: Node, path: string, values: Record<string, unknown>, notes: FileNote[]): void {
  const [key, node] = property.children ?? [];
  if (key === undefined || node === undefined) return;
  const name = String(key.value);
  if (name === "pricing") {
    const { overrides, problems } = readOverrides(getNodeValue(node));
    values.pricing = overrides;
    for (const problem of problems) notes.push({ path, reason: `"pricing": ${problem}`, start: node.offset });
    return;
  }
  const check = Object.hasOwn(KEYS, name) ? KEYS[name as keyof typeof KEYS] : undefined;
  if (check === undefined) {
    notes.push({
      path,
      reason: `unknown key "${name}"; the keys are ${[...Object.keys(KEYS), "pricing"].join(", ")}`,
      start: key.offset,
    });
    return;
  }
  const value: unknown = getNodeValue(node);
  const expected = check(value);
  if (expected !== undefined) notes.push({ path, reason: `"${name}" must be ${expected}`, start: node.offset });
  else if (name !== "$schema") values[name] = value;
}

function overlay(below: Configuration, above: Partial<Configuration>): Configuration {
  return {
    ...below,
    ...above,
    rules: { ...below.rules, ...above.rules },
    overrides: { ...below.overrides, ...above.overrides },
    ruleOptions: { ...below.ruleOptions, ...above.ruleOptions },
    models: { ...below.models, ...above.models },
    usage: { ...below.usage, ...above.usage },
    budgets: overlayBudgets(below.budgets, above.budgets),
    exclude: [...below.exclude, ...(above.exclude ?? [])],
  };
}

function overlayBudgets(below: Budgets, above: Budgets = {}): Budgets {
  const features = { ...below.features, ...above.features };
  return { ...below, ...above, ...(Object.keys(features).length > 0 ? { features } : {}) };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : "a text";
}

function texts(value: unknown): string | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? undefined : "a list of texts";
}

function amount(value: unknown): string | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? undefined : "a number of 0 or more";
}

function day(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : 'a day like "2026-11-23"';
}

function preset(value: unknown): string | undefined {
  return presets.includes(value as Preset) ? undefined : `one of ${presets.join(", ")}`;
}

function rulesEntry(value: unknown): string | undefined {
  const expected = 'an object like { "preset": "off", "rules": { "use-batch": "warning" } }';
  if (typeof value !== "object" || value === null || Array.isArray(value)) return expected;
  return hasOnly(value, { preset, rules: recordOf(severity) }) ? undefined : expected;
}

function severity(value: unknown): string | undefined {
  const allowed = ["off", "error", "warning", "information", "hint"];
  return allowed.includes(value as string) ? undefined : `one of ${allowed.join(", ")}`;
}

function budgets(value: unknown): string | undefined {
  const expected = 'an object like { "call": 0.05, "features": { "search": 500 }, "workspace": 2000 }';
  if (typeof value !== "object" || value === null || Array.isArray(value)) return expected;
  const keys = { call: amount, file: amount, features: recordOf(amount), workspace: amount, warnFrom: amount };
  return hasOnly(value, keys) ? undefined : expected;
}

function hasOnly(value: object, keys: Record<string, Check>): boolean {
  return Object.entries(value).every(([key, item]) => Object.hasOwn(keys, key) && keys[key]!(item) === undefined);
}

function usageEntry(value: unknown): string | undefined {
  const expected = 'an object like { "calls": "10k/day", "context": "3k", "output": 400, "feature": "search" }';
  if (typeof value !== "object" || value === null) return expected;
  const checks: Record<string, (item: unknown) => boolean> = {
    calls: (item) => typeof item === "string" && parseVolume(item) !== undefined,
    context: (item) => parseAmount(String(item)) !== undefined,
    output: (item) => parseAmount(String(item)) !== undefined,
    feature: (item) => typeof item === "string" && item !== "",
  };
  const right = Object.entries(value).every(([key, item]) => Object.hasOwn(checks, key) && checks[key]!(item));
  return right ? undefined : expected;
}

function byPattern(check: Check): Check {
  const isRecord = recordOf(check);
  return (value) => {
    const expected = isRecord(value);
    if (expected !== undefined) return expected;
    const problem = Object.keys(value as object)
      .map(globProblem)
      .find((each) => each !== undefined);
    return problem && `an object whose patterns are each ${problem}`;
  };
}

function recordOf(check: Check): Check {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "an object: { … }";
    for (const item of Object.values(value)) {
      const expected = check(item);
      if (expected !== undefined) return `an object whose values are each ${expected}`;
    }
    return undefined;
  };
}
