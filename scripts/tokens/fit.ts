/**
 * Fits data/token-families.json to measured usage: `npx tsx scripts/tokens/fit.ts PATH [--report]`.
 * Families, their documented constants and priors stand in family-specs.ts. The error of each family is that of
 * cross-validation, in which rows with the same text are kept together; no row is fitted on its own.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { classOfRequest, countParts, sum } from "../../src/engine/tokens/count-request";
import type { Family, FamilyData, FamilyError } from "../../src/engine/tokens/families";
import { familyOf } from "../../src/engine/tokens/families";
import { featuresOf } from "../../src/engine/tokens/features";
import { createTokenizers } from "../../src/engine/tokens/tokenizers";
import type { FamilySpec } from "./family-spec";
import { specs } from "./family-specs";
import { crossPredict, fitWeights, predict, type Sample, type Weights } from "./fit-linear";
import { media } from "./media-specs";
import { excluded, readTruth, requestOfRow, setApart, type TruthRow, trueTokens } from "./truth";

const root = path.resolve(__dirname, "../..");
const target = path.join(root, "data/token-families.json");
const tokenizers = createTokenizers({
  asset: (name) => readFileSync(path.join(root, name.endsWith(".json") ? "data" : "dist/assets", name)),
});

interface Measured extends Sample {
  kind: string;
  row: TruthRow;
  spec: FamilySpec;
}

const skeleton = specs.map((spec) => familyFrom(spec, {}, {}, 0));

function main(file: string): void {
  const rows = readTruth(file).filter((row) => !excluded(row) && !setApart(row) && trueTokens(row) > 0);
  const measured = rows.map(measure);
  spreadWeight(measured);
  const fitted = new Map<string, Weights>();
  const done = new Map<FamilySpec, Family>();
  const settle = (spec: FamilySpec): void => {
    if (done.has(spec)) return;
    // a family that another one leans on is fitted before it
    for (const each of specs) if (each.id === spec.like) settle(each);
    const own = measured.filter((sample) => sample.spec === spec);
    done.set(spec, isLinear(spec) ? fitFamily(spec, own, measured, fitted) : checkFamily(spec, own));
  };
  specs.forEach(settle);
  const families = specs.map((spec) => done.get(spec)!);
  const data: FamilyData = {
    generated: "by scripts/tokens/fit.ts; do not edit",
    asOf: newest(rows),
    families,
    media,
  };
  writeFileSync(target, `${JSON.stringify(data, rounded, 1)}\n`);
}

/** Nothing measured says otherwise: tools that may not be called count as the others do. */
const asUsed = ({ tools = 0, tool = 0, toolTokens = 0 }: Weights): Weights => ({
  unusedTools: tools,
  unusedTool: tool,
  unusedTokens: toolTokens,
});

const isLinear = (spec: FamilySpec) => (spec.method ?? "linear") === "linear";

function measure(row: TruthRow): Measured {
  const request = requestOfRow(row);
  const family = familyOf(request.target, { families: skeleton } as FamilyData);
  const spec = specs.find((each) => each.id === family.id)!;
  const { framing, tools, schema, messages } = featuresOf(
    request,
    tokenizers.encoding("o200k"),
    tokenizers.encoding("cl100k"),
  );
  const features: Record<string, number> = {};
  for (const part of [framing, tools, schema, ...messages]) {
    for (const name in part) features[name] = (features[name] ?? 0) + part[name]!;
  }
  return { features, truth: trueTokens(row), group: row.content_sha, weight: 1, kind: kindOf(request), row, spec };
}

const kindOf = (request: ReturnType<typeof requestOfRow>) => classOfRequest(request);

/** Many recordings of one text count as much as the square root of their number. */
function spreadWeight(samples: Measured[]): void {
  const key = (sample: Measured) => `${sample.spec.id} ${sample.group}`;
  const counts = new Map<string, number>();
  for (const sample of samples) counts.set(key(sample), (counts.get(key(sample)) ?? 0) + 1);
  for (const sample of samples) sample.weight = 1 / Math.sqrt(counts.get(key(sample))!);
}

const textFeatures = [
  "words",
  "capitals",
  "request",
  "turn",
  "assistant",
  "prose",
  "code",
  "cjk",
  "script",
  "callTokens",
  "resultTokens",
  "toolTokens",
];

function fitFamily(spec: FamilySpec, own: Measured[], all: Measured[], fitted: Map<string, Weights>): Family {
  const fit = (samples: Sample[], pooled: Sample[]): Weights => {
    let prior: Weights = { ...asUsed(spec.prior ?? {}), ...spec.prior };
    if (spec.pool) {
      const shared = fitWeights(pooled, prior, 4);
      for (const name of textFeatures) if (shared[name] !== undefined) prior[name] = shared[name]!;
    }
    const like = spec.like ? fitted.get(spec.like) : undefined;
    if (like && samples.length === 0) return like;
    if (like)
      prior = { ...prior, ...Object.fromEntries(textFeatures.map((name) => [name, like[name] ?? prior[name] ?? 0])) };
    const weights = fitWeights(samples, prior, spec.loosen ?? (spec.pool ? 0.6 : 1));
    const seen = samples.some((sample) => sample.features.unusedTools);
    return seen || spec.prior?.unusedTools !== undefined ? weights : { ...weights, ...asUsed(weights) };
  };
  const relatives = spec.pool ? all.filter((sample) => sample.spec.pool === spec.pool) : [];
  const weights = fit(own, relatives);
  fitted.set(spec.id, weights);
  const predictions = crossPredict(own, (samples) => {
    const groups = new Set(samples.map((sample) => sample.group));
    return fit(
      samples,
      relatives.filter((sample) => sample.spec !== spec || groups.has(sample.group)),
    );
  });
  const errorWhere = (test: (kind: string) => boolean): FamilyError => {
    const chosen = own.map((sample, i) => [sample, predictions[i]!] as const).filter(([{ kind }]) => test(kind));
    return errorOf(
      chosen.map(([sample]) => sample),
      chosen.map(([, guess]) => guess),
    );
  };
  const errors: Record<string, FamilyError> = {
    text: errorWhere((kind) => kind === "text"),
    other: errorWhere((kind) => kind !== "text"),
  };
  for (const kind of ["tools", "history", "schema"]) {
    const error = errorWhere((each) => each === kind);
    if (error.rows >= 8) errors[kind] = error;
  }
  report(spec, own, predictions);
  const family = familyFrom(spec, weights, errors, own.length);
  if (own.length < 4) family.inherited = spec.like ?? "other families";
  return family;
}

/** the error of a family that has not been measured */
const guessed: FamilyError = { tokens: 2, share: 0.05, rows: 0, exact: 0 };

function checkFamily(spec: FamilySpec, own: Measured[]): Family {
  const family = familyFrom(spec, spec.weights ?? {}, {}, own.length);
  const predictions = own.map((sample) => sum(countParts(requestOfRow(sample.row), family, tokenizers)));
  const exactText = own.filter(
    (sample, i) => sample.kind === "text" && Math.round(predictions[i]!) === sample.truth,
  ).length;
  const texts = own.filter((sample) => sample.kind === "text").length;
  const errors: Record<string, FamilyError> = {
    text: texts < 4 ? guessed : { tokens: 0, share: 0, rows: texts, exact: exactText / texts },
  };
  for (const kind of ["tools", "history", "schema"]) {
    const chosen = own
      .map((sample, i) => [sample, predictions[i]!] as const)
      .filter(([sample]) => sample.kind === kind);
    if (chosen.length >= 8)
      errors[kind] = errorOf(
        chosen.map(([sample]) => sample),
        chosen.map(([, guess]) => guess),
      );
    else errors[kind] = { tokens: 3, share: 0.03, rows: chosen.length, exact: 0 };
  }
  report(spec, own, predictions);
  const checked = familyFrom(spec, spec.weights ?? {}, errors, own.length);
  if (own.length < 4 && spec.like) checked.inherited = spec.like;
  return checked;
}

/**
 * The narrowest ± (tokens + share × count) that holds nine of ten cross-validated rows (a few more where rows are few).
 * Without enough rows the range is a wide guess.
 */
function errorOf(samples: readonly Sample[], predictions: readonly number[]): FamilyError {
  const rows = samples.length;
  const exact =
    rows === 0 ? 0 : samples.filter((sample, i) => Math.round(predictions[i]!) === sample.truth).length / rows;
  if (rows < 8) return { tokens: 3, share: 0.15, rows, exact };
  const goal = 0.88;
  let best: FamilyError | undefined;
  let narrowest = Number.POSITIVE_INFINITY;
  for (const tokens of [0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24]) {
    const shares = samples.map((sample, i) => {
      const off = Math.abs(sample.truth - predictions[i]!);
      // the range is rounded outwards
      return Math.max(0, off - tokens - 0.5) / Math.max(1, predictions[i]!);
    });
    const share = quantile(shares, goal);
    const width = quantile(
      predictions.map((guess) => (2 * (tokens + share * guess) + 1) / Math.max(1, guess)),
      0.6,
    );
    if (width < narrowest) {
      narrowest = width;
      // a family that spreads further than this is a guess, and says so by its range
      best = { tokens, share: Math.min(0.6, share), rows, exact };
    }
  }
  return best!;
}

function quantile(list: readonly number[], q: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

function familyFrom(spec: FamilySpec, weights: Weights, errors: Family["errors"], rows: number): Family {
  const family: Family = {
    id: spec.id,
    match: spec.match,
    encoding: spec.encoding ?? "o200k",
    method: spec.method ?? "linear",
    weights,
    errors,
    source: spec.source ?? "measured requests",
    asOf: spec.asOf ?? "2026-11-23",
    rows,
  };
  if (spec.media) family.media = spec.media;
  return family;
}

function newest(rows: readonly TruthRow[]): string {
  return rows.reduce((latest, row) => (row.recorded && row.recorded > latest ? row.recorded : latest), "");
}

const rounded = (_: string, value: unknown) => (typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value);

function report(spec: FamilySpec, samples: readonly Measured[], predictions: readonly number[]): void {
  if (!process.argv.includes("--report")) return;
  for (const kind of ["text", "tools", "history", "schema"]) {
    const errors = samples.flatMap((sample, i) =>
      sample.kind === kind ? [(100 * Math.abs(sample.truth - Math.round(predictions[i]!))) / sample.truth] : [],
    );
    if (errors.length === 0) continue;
    console.log(
      `${spec.id} ${kind}: ${errors.length} rows, median ${quantile(errors, 0.5).toFixed(1)} %, p90 ${quantile(errors, 0.9).toFixed(1)} %`,
    );
  }
}

export { predict };

const file = process.argv[2];
if (file) main(file);
else {
  console.error("usage: npx tsx scripts/tokens/fit.ts PATH [--report]");
  process.exitCode = 2;
}
