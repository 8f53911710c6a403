/**
 * Fits the families to measured usage; make-families.ts writes the result to data/token-families.json.
 * Families, their documented constants and priors stand in family-specs.ts. The error of each family is that of
 * cross-validation, in which rows with the same text or of the same recording are kept together; no row is fitted on its own.
 */
import { classOfRequest, countParts, sum } from "../../src/engine/tokens/count-request";
import type { Family, FamilyData } from "../../src/engine/tokens/families";
import { familyOf } from "../../src/engine/tokens/families";
import { featuresOf } from "../../src/engine/tokens/features";
import type { Tokenizers } from "../../src/engine/tokens/tokenizers";
import { errorsOf, type Met } from "./errors";
import type { FamilySpec } from "./family-spec";
import { specs } from "./family-specs";
import { crossPredict, fitWeights, type Sample, type Weights, wholeWeights } from "./fit-linear";
import { media } from "./media-specs";
import { excluded, groupsOf, requestOfRow, setApart, type TruthRow, trueTokens } from "./truth";

export interface Measured extends Sample {
  kind: string;
  row: TruthRow;
  spec: FamilySpec;
}

/** A family, and its weights that no measured request of its own has to do with: what they say is the prior's. */
interface FittedFamily extends Family {
  unmeasured?: string[];
}

const skeleton = specs.map((spec) => familyFrom(spec, {}, {}, 0));

export function measureAll(rows: readonly TruthRow[], tokenizers: Tokenizers): Measured[] {
  const used = rows.filter((row) => !excluded(row) && !setApart(row) && trueTokens(row) > 0);
  const [files, folders] = [groupsOf(used), groupsOf(used, "folder")];
  return used.map((row, i) => measure(row, files[i]!, folders[i]!, tokenizers));
}

export function fitAll(all: readonly Measured[], tokenizers: Tokenizers): FamilyData {
  const { weights, met } = settleAll(all, tokenizers);
  const families = specs.map((spec): FittedFamily => {
    const own = all.filter((sample) => sample.spec === spec);
    const family = familyFrom(spec, weights.get(spec.id)!, errorsOf(spec, met), own.length);
    return isLinear(spec) ? { ...family, unmeasured: unmeasuredOf(family, own) } : family;
  });
  return { generated: "by scripts/tokens/make-families.ts; do not edit", asOf: newest(all), families, media };
}

const unmeasuredOf = ({ weights }: Family, own: readonly Measured[]): string[] =>
  Object.keys(weights).filter((name) => weights[name] !== 0 && !own.some(({ features }) => features[name]));

/** The weights of each family, and how fits that have not seen a row meet it. */
export function settleAll(
  all: readonly Measured[],
  tokenizers: Tokenizers,
): { weights: Map<string, Weights>; met: Met[] } {
  const measured = spreadWeight(all);
  const weights = new Map<string, Weights>();
  const met: Met[] = [];
  const settle = (spec: FamilySpec): void => {
    if (weights.has(spec.id)) return;
    // a family that another one leans on is fitted before it
    for (const each of specs) if (each.id === spec.like) settle(each);
    const own = measured.filter((sample) => sample.spec === spec);
    if (isLinear(spec)) met.push(...fitFamily(spec, own, measured, weights));
    else {
      weights.set(spec.id, spec.weights ?? {});
      met.push(...checkFamily(spec, own, tokenizers));
    }
  };
  specs.forEach(settle);
  return { weights, met };
}

const isLinear = ({ method = "linear" }: FamilySpec) => method === "linear" || method === "template";

function measure(row: TruthRow, file: string, folder: string, tokenizers: Tokenizers): Measured {
  const request = requestOfRow(row);
  const family = familyOf(request.target, { families: skeleton } as FamilyData);
  const spec = specs.find((each) => each.id === family.id)!;
  const { framing, tools, schema, messages } = featuresOf(request, family, tokenizers.encoding);
  const features: Record<string, number> = {};
  for (const part of [framing, tools, schema, ...messages]) {
    for (const name in part) features[name] = (features[name] ?? 0) + part[name]!;
  }
  // rows of one folder are alike: what a template writes is believed where other folders say so
  const group = spec.method === "template" ? folder : file;
  const basics = { features, truth: trueTokens(row), group, text: row.content_sha, weight: 1 };
  return { ...basics, kind: classOfRequest(request), row, spec };
}

/** Many recordings of one text count as much as the square root of their number. */
function spreadWeight(samples: readonly Measured[]): Measured[] {
  const key = (sample: Measured) => `${sample.spec.id} ${sample.row.content_sha}`;
  const counts = new Map<string, number>();
  for (const sample of samples) counts.set(key(sample), (counts.get(key(sample)) ?? 0) + 1);
  return samples.map((sample) => ({ ...sample, weight: 1 / Math.sqrt(counts.get(key(sample))!) }));
}

const textFeatures = new Set([
  "words",
  "capitals",
  "joints",
  "contractions",
  "digits",
  "breaks",
  "long",
  "rare",
  "caps",
  "request",
  "turn",
  "assistant",
  "prose",
  "code",
  "cjk",
  "script",
  "callTokens",
  "callMarks",
  "resultMarks",
  "toolMarks",
  "resultTokens",
  "toolTokens",
  "spacedTokens",
]);

/** What a family takes over from its relatives: how their common tokenizer treats a text. */
const taken = (name: string, from: Weights): number | undefined => (textFeatures.has(name) ? from[name] : undefined);

/** Fits a family, and says how its rows are met by fits that have not seen them. */
function fitFamily(spec: FamilySpec, own: Measured[], all: readonly Measured[], fitted: Map<string, Weights>): Met[] {
  const fit = (samples: Sample[], pooled: Sample[]): Weights => {
    const like = spec.like ? fitted.get(spec.like) : undefined;
    let prior: Weights = { ...(spec.prior ?? like) };
    const fixed = spec.weights ?? {};
    if (spec.pool) {
      const shared = fitWeights(pooled, prior, 4);
      for (const name in prior) prior[name] = taken(name, shared) ?? prior[name]!;
    }
    // a family has no parameter that its own prior does not name
    if (like && spec.prior && spec.method !== "template")
      prior = Object.fromEntries(Object.keys(prior).map((name) => [name, taken(name, like) ?? prior[name]!]));
    prior = Object.fromEntries(Object.entries(prior).filter(([name]) => fixed[name] === undefined));
    const weights = fitWeights(samples, prior, spec.loosen ?? (spec.pool ? 0.6 : 1), fixed);
    return spec.method === "template" ? wholeWeights(samples, weights, prior) : weights;
  };
  const relatives = spec.pool ? all.filter((sample) => sample.spec.pool === spec.pool) : [];
  fitted.set(spec.id, fit(own, relatives));
  const predictions = crossPredict(own, (samples) => {
    const groups = new Set(samples.map((sample) => sample.group));
    return fit(
      samples,
      relatives.filter((sample) => sample.spec !== spec || groups.has(sample.group)),
    );
  });
  return own.map(({ kind, truth, weight }, i) => ({ spec, kind, truth, weight, guess: predictions[i]! }));
}

/** How the rows of a family with fixed constants are met. */
function checkFamily(spec: FamilySpec, own: Measured[], tokenizers: Tokenizers): Met[] {
  const family = familyFrom(spec, spec.weights ?? {}, {}, own.length);
  return own.map(({ kind, truth, weight, row }) => ({
    spec,
    kind,
    truth,
    weight,
    guess: sum(countParts(requestOfRow(row), family, tokenizers)),
  }));
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
  // too few rows of its own to stand on
  if (rows < 4) family.inherited = spec.like ?? "other families";
  if (spec.leavesOut) family.leavesOut = spec.leavesOut;
  if (spec.rendering) family.rendering = spec.rendering;
  if (spec.media) family.media = spec.media;
  return family;
}

function newest(samples: readonly Measured[]): string {
  return samples.reduce((latest, { row }) => (row.recorded && row.recorded > latest ? row.recorded : latest), "");
}
