const MS = 86_400_000;

/** Days in a row: from one (the first that there is when left out) to the one before another (none: for ever). */
export interface Days {
  from?: string;
  until?: string;
}

/**
 * The day that prices are taken for. It is asked whether a date has come and cannot be read, so that it knows for which other days all
 * answers that it gave are the same, and with them whatever was made of these answers.
 */
export interface Day {
  /** Whether a date (`YYYY-MM-DD`) has come, or the day that is so many days before it. Something else than a date has not. */
  has(date: string, daysBefore?: number): boolean;
  /** The days for which its answers until now are the same. */
  same(): Days;
  /** Notes that something rests on answers that hold for these days; false, and nothing rests on them, where it is none of these. */
  restOn(days: Days): boolean;
}

/** @param text `YYYY-MM-DD` */
export function dayOf(text: string): Day {
  let same: Days = {};

  function restOn({ from = "", until }: Days): boolean {
    if (text < from || (until !== undefined && until <= text)) return false;
    if (from > (same.from ?? "")) same = { ...same, from };
    if (until !== undefined && (same.until === undefined || until < same.until)) same = { ...same, until };
    return true;
  }

  return {
    has(date, daysBefore = 0) {
      const first = daysBefore === 0 ? date : earlier(date, daysBefore);
      if (first === undefined) return false;
      const has = first <= text;
      restOn(has ? { from: first } : { until: first });
      return has;
    },
    same: () => same,
    restOn,
  };
}

/** The first day that is no more than so many days before a date. */
function earlier(date: string, days: number): string | undefined {
  const day = Math.ceil(Date.parse(date) / MS - days);
  return Number.isNaN(day) ? undefined : new Date(Math.max(0, day) * MS).toISOString().slice(0, 10);
}
