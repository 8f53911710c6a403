import type { Origin } from "../values/value";

/** What a person wrote down about a call, in a directive or in the configuration. Figures made from it are `assumed`. */
export interface Usage {
  /** requests a month */
  callsPerMonth?: number;
  /** tokens that the parts of unknown size come to */
  contextTokens?: number;
  /** tokens of a typical answer */
  outputTokens?: number;
  /** what the bill is grouped by */
  feature?: string;
  origin?: Origin;
}

/** Days in a month of the Gregorian calendar, on average: 365.2425 / 12. */
export const DAYS_PER_MONTH = 30.436875;

const PER_MONTH: Record<string, number> = {
  minute: 60 * 24 * DAYS_PER_MONTH,
  hour: 24 * DAYS_PER_MONTH,
  day: DAYS_PER_MONTH,
  week: DAYS_PER_MONTH / 7,
  month: 1,
  year: 1 / 12,
};
const SCALE: Record<string, number> = { "": 1, k: 1e3, m: 1e6 };

/** `3k`, `1.5m`, `400` as a number; undefined when it is not one. */
export function parseAmount(text: string): number | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)([km]?)$/i.exec(text.trim());
  return match === null ? undefined : Number(match[1]) * SCALE[match[2]!.toLowerCase()]!;
}

/** `10k/day`, `200/hour`, `5m/month` as requests a month; undefined when it is not a volume. */
export function parseVolume(text: string): number | undefined {
  const [amount = "", unit = ""] = text.split("/");
  const number = parseAmount(amount);
  const factor = PER_MONTH[unit.trim().toLowerCase()];
  return number === undefined || factor === undefined ? undefined : number * factor;
}
