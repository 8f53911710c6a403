import type { Family, FamilyError } from "../../src/engine/tokens/families";
import type { FamilySpec } from "./family-spec";

/** A measured request and what a fit that has not seen it makes of it. */
export interface Met {
  spec: FamilySpec;
  kind: string;
  truth: number;
  guess: number;
}

/** rows that an error of its own rests on; with fewer, those of the vendor's other families stand in */
const enough = 8;
/** a prompt of this size has room for texts of a kind that few measured requests hold */
const large = 500;
/** the share of the measured requests that a range should hold: a little over nine of ten, since new ones differ more, and large ones most */
const goal = 0.92;
const largeGoal = 0.96;
/** without any measured request */
const unknown: FamilyError = { tokens: 3, share: 0.15, rows: 0, exact: 0 };

/** How far off a family's counts are, by kind of request. */
export function errorsOf(spec: FamilySpec, met: readonly Met[]): Family["errors"] {
  const vendor = met.filter((each) => vendorOf(each.spec) === vendorOf(spec) && methodOf(each.spec) === methodOf(spec));
  const errors: Family["errors"] = {};
  for (const kind of ["text", "tools", "history", "schema"]) {
    const ofKind = (list: readonly Met[]) => list.filter((each) => each.kind === kind);
    const own = ofKind(vendor).filter((each) => each.spec === spec);
    const error = own.length >= enough ? errorOf(own) : errorOfRelatives(own, ofKind(vendor));
    if (!isExact(spec, kind, own, error)) errors[kind] = { ...error, ...farOf(vendor, met, spec, error) };
    else errors[kind] = { ...error, tokens: 0, share: 0 };
  }
  return errors;
}

const methodOf = (spec: FamilySpec) => spec.method ?? "linear";
const vendorOf = (spec: FamilySpec): string => spec.id.split("-")[0]!;

/** Text that a published tokenizer counts is exact when the rows say so; a few odd recordings among many do not make it a guess. */
function isExact(spec: FamilySpec, kind: string, own: readonly Met[], error: FamilyError): boolean {
  return methodOf(spec) !== "linear" && kind === "text" && own.length >= 4 && error.exact >= 0.9;
}

/** Twice as far off as the relatives are where nothing of its own is known, else as far as they are. */
function errorOfRelatives(own: readonly Met[], relatives: readonly Met[]): FamilyError {
  if (relatives.length < enough) return { ...unknown, rows: own.length, exact: exactShare(own) };
  const { tokens, share } = errorOf(relatives);
  const wider = own.length === 0 ? 2 : 1;
  return {
    tokens: Math.max(1, tokens * wider),
    share: Math.min(0.6, Math.max(0.02, share * wider)),
    rows: own.length,
    exact: exactShare(own),
  };
}

/** Large prompts are fewer, and of more kinds: their share is that of all large ones of the vendor, or of all vendors. */
function farOf(
  vendor: readonly Met[],
  met: readonly Met[],
  spec: FamilySpec,
  { share }: FamilyError,
): { far?: number } {
  const big = (list: readonly Met[]) => list.filter((each) => each.truth >= large);
  const own = big(vendor);
  const chosen = own.length >= 12 ? own : big(met.filter((each) => methodOf(each.spec) === methodOf(spec)));
  if (chosen.length < enough) return {};
  const shares = chosen.map(({ truth, guess }) => Math.abs(truth - guess) / Math.max(1, guess));
  const far = quantile(shares, largeGoal);
  return far > share ? { far: Math.min(0.6, far) } : {};
}

/** The narrowest ± (tokens + share × count) that holds the goal of the rows. */
function errorOf(met: readonly Met[]): FamilyError {
  let best: FamilyError = { ...unknown, rows: met.length, exact: exactShare(met) };
  let narrowest = Number.POSITIVE_INFINITY;
  for (const tokens of [0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24]) {
    // a range holds the whole tokens within half a token of its ends
    const shares = met.map(
      ({ truth, guess }) => Math.max(0, Math.abs(truth - guess) - tokens - 0.5) / Math.max(1, guess),
    );
    const share = quantile(shares, goal);
    const widths = met.map(({ guess }) => (2 * (tokens + share * guess) + 1) / Math.max(1, guess));
    const width = quantile(widths, 0.6);
    if (width >= narrowest) continue;
    narrowest = width;
    // a family that spreads further than this is a guess, and says so by its range
    best = { ...best, tokens, share: Math.min(0.6, share) };
  }
  return best;
}

const exactShare = (met: readonly Met[]): number =>
  met.length === 0 ? 0 : met.filter(({ truth, guess }) => Math.round(guess) === truth).length / met.length;

function quantile(list: readonly number[], q: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}
