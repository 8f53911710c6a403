import type { Family, FamilyError } from "../../src/engine/tokens/families";
import type { FamilySpec } from "./family-spec";

/** A measured request and what a fit that has not seen it makes of it. */
export interface Met {
  spec: FamilySpec;
  kind: string;
  truth: number;
  guess: number;
  /** less than one where many recordings hold one text */
  weight: number;
}

/** a prompt of this size has room for texts of a kind that few measured requests hold */
const large = 800;
/** the share of the measured requests that a range should hold: a little over nine of ten, since new ones differ more */
const goal = 0.92;
/** where nearly all are met, and what is not is far off */
const templateGoal = 0.9;
const farthest = 0.95;
/** new large prompts hold more kinds of text than the measured ones */
const largeMargin = 1.1;
/** how many rows of a family's own those of its vendor's other families weigh as much as, all together, and those of other vendors */
const relativesWeigh = 6;
const othersWeigh = 1.5;
/** the same for large prompts, where those of another kind are the next of kin */
const kinWeigh = 3;
/** a family that spreads further than this is a guess, and says so by its range */
const widest = 0.6;
/** a model of which nothing was measured may have another tokenizer than its vendor's earlier ones */
const unseenTokenizer = 0.1;
/** what another vendor's tokenizer counts is never known to the token, however few there are */
const leastOff = 0.5;
/** without any measured request */
const unknown: FamilyError = { tokens: 3, share: 0.15, rows: 0, exact: 0 };

/** How far off a family's counts are, by kind of request: as its own rows are, and, where these are few, as its relatives' are. */
export function errorsOf(spec: FamilySpec, all: readonly Met[]): Family["errors"] {
  const met = all.filter((each) => methodOf(each.spec) === methodOf(spec));
  const errors: Family["errors"] = {};
  const isMeasured = met.some((each) => each.spec === spec);
  for (const kind of ["text", "tools", "history", "schema"]) {
    const ofKind = met.filter((each) => each.kind === kind);
    const own = ofKind.filter((each) => each.spec === spec);
    const error = errorOf(spec, ofKind, own);
    if (!isExact(spec, kind, own, error)) errors[kind] = { ...error, ...farOf(spec, kind, met, error) };
    else errors[kind] = { ...error, tokens: 0, share: 0 };
    if (!isMeasured && methodOf(spec) === "template")
      errors[kind].share = Math.max(unseenTokenizer, errors[kind].share);
  }
  return errors;
}

const methodOf = (spec: FamilySpec) => spec.method ?? "linear";
const vendorOf = (spec: FamilySpec): string => spec.id.split("-")[0]!;

/**
 * What a published tokenizer counts is exact when the rows say so; a few odd recordings among many do not make it a guess. What a
 * template writes around tools and calls differs more from request to request: more rows have to say it.
 */
function isExact(spec: FamilySpec, kind: string, own: readonly Met[], error: FamilyError): boolean {
  if (methodOf(spec) === "linear" || error.exact < 0.9) return false;
  return kind === "text" ? own.length >= 4 : methodOf(spec) === "template" && own.length >= 8;
}

/** A family's own rows, and behind them its relatives' and all others', which together weigh no more than so many rows. */
function weighed(spec: FamilySpec, met: readonly Met[], relativesAs: number, othersAs: number): Met[] {
  const own = met.filter((each) => each.spec === spec);
  const relatives = met.filter((each) => each.spec !== spec && vendorOf(each.spec) === vendorOf(spec));
  const others = met.filter((each) => vendorOf(each.spec) !== vendorOf(spec));
  return [...own, ...weighingAtMost(relatives, relativesAs), ...weighingAtMost(others, othersAs)];
}

function weighingAtMost(rows: readonly Met[], total: number): Met[] {
  const share = Math.min(1, total / weightOf(rows));
  return rows.map((each) => ({ ...each, weight: each.weight * share }));
}

/**
 * What holds the goal of the rows; where none is of the family's own, twice as wide. Few rows show less of the tail than there is, so
 * that a little more of them is held (split conformal prediction), unless one odd recording among them would decide.
 */
function errorOf(spec: FamilySpec, met: readonly Met[], own: readonly Met[]): FamilyError {
  const basis = { rows: own.length, exact: exactShare(own), ...metBy(own) };
  if (methodOf(spec) === "template" && own.length >= 3) return { ...basis, ...templateError(own) };
  const rows = weighed(spec, met, relativesWeigh, othersWeigh);
  if (weightOf(rows) < 4) return { ...unknown, ...basis };
  const shown = own.length >= 4 ? own : rows;
  const fewest = methodOf(spec) === "linear" ? leastOff : 0;
  const plain = narrowest(rows, shown, goal, fewest);
  if (own.length === 0)
    return { ...basis, tokens: Math.max(1, plain.tokens * 2), share: Math.min(widest, plain.share * 2) };
  const careful = narrowest(rows, shown, Math.min(farthest, goal * (1 + 1 / weightOf(rows))), fewest);
  const { tokens, share } = careful.width <= 2 * plain.width ? careful : plain;
  return { ...basis, tokens, share };
}

/**
 * Templates meet nearly all rows, and the few odd ones are odd for a reason of their own: another family's say nothing about this one.
 * What only a few rows say is not believed to the token.
 */
function templateError(own: readonly Met[]): Pick<FamilyError, "tokens" | "share"> {
  const { tokens, share } = narrowest(own, own, templateGoal);
  return own.length >= 8 ? { tokens, share } : { tokens: Math.max(1, tokens), share: Math.max(0.01, share) };
}

/** The narrowest ± (tokens + share × count) that holds so much of the rows, and how wide it is for most of those shown; ± `fewest` tokens at least. */
function narrowest(
  rows: readonly Met[],
  shown: readonly Met[],
  held: number,
  fewest = 0,
): { tokens: number; share: number; width: number } {
  let best = { ...unknown, width: Number.POSITIVE_INFINITY };
  for (const tokens of [0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24].filter((each) => each >= fewest)) {
    const share = quantile(
      // a range holds the whole tokens within half a token of its ends
      rows.map(({ truth, guess, weight: each }) => [
        Math.max(0, Math.abs(truth - guess) - tokens - 0.5) / Math.max(1, guess),
        each,
      ]),
      held,
    );
    const width = quantile(
      shown.map(({ guess }) => [(2 * (tokens + share * guess) + 1) / Math.max(1, guess), 1]),
      0.6,
    );
    if (width < best.width) best = { ...best, tokens, share: Math.min(widest, share), width };
  }
  return best;
}

/** Large prompts are fewer, and hold more kinds of text: behind those of the kind, the family's others and its relatives' count a little. */
function farOf(spec: FamilySpec, kind: string, met: readonly Met[], { share }: FamilyError): { far?: number } {
  const all = met.filter((each) => each.truth >= large);
  const isOwn = (each: Met) => each.spec === spec && each.kind === kind;
  const isKin = (each: Met) => !isOwn(each) && vendorOf(each.spec) === vendorOf(spec);
  const isOther = (each: Met) => !isOwn(each) && !isKin(each);
  const rows = (of: (rows: readonly Met[]) => readonly Met[]) => [
    ...of(all.filter(isOwn)),
    ...weighingAtMost(of(all.filter(isKin)), kinWeigh),
    ...weighingAtMost(of(all.filter(isOther)), kinWeigh),
  ];
  const held = rows((each) => each);
  if (weightOf(held) < 4) return {};
  // one odd recording does not decide
  const [size, calmer] = [held, rows(withoutFarthest)].map((each) => quantile(each.map(sizeOf), goal)) as [
    number,
    number,
  ];
  const far = largeMargin * (size > 2 * calmer ? calmer : size);
  return far > share ? { far: Math.min(widest, far) } : {};
}

const sizeOf = ({ truth, guess, weight }: Met) => [Math.abs(truth - guess) / Math.max(1, guess), weight] as const;

const withoutFarthest = (rows: readonly Met[]): Met[] =>
  [...rows].sort((a, b) => sizeOf(a)[0] - sizeOf(b)[0]).slice(0, -1);

/** How far off the rows are met: half of them nearer than the one, nine of ten than the other. */
function metBy(own: readonly Met[]): Pick<FamilyError, "median" | "p90"> {
  if (own.length === 0) return {};
  const shares = own.map(({ truth, guess }) => [Math.abs(truth - Math.round(guess)) / truth, 1] as const);
  return { median: quantile(shares, 0.5), p90: quantile(shares, 0.9) };
}

const weightOf = (rows: readonly Met[]): number => rows.reduce((sum, { weight }) => sum + weight, 0);

const exactShare = (met: readonly Met[]): number =>
  met.length === 0 ? 0 : met.filter(({ truth, guess }) => Math.round(guess) === truth).length / met.length;

/** The least value that this share of the weight does not exceed. */
function quantile(list: readonly (readonly [value: number, weight: number])[], q: number): number {
  const sorted = [...list].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  for (const [value, weight] of sorted) {
    reached += weight;
    if (reached >= q * total) return value;
  }
  return sorted[sorted.length - 1]?.[0] ?? 0;
}
