import { type Prices, TOKEN_CLASSES, type UnitPrice } from "./catalogue";
import { type CatalogueFile, catalogueFile, type FileModel } from "./load";
import { type ListedModel, type ListedRow, readPriceList } from "./price-list";

/** What a refresh would change. Nothing is fetched or written here: the caller does both, after asking. */
export type Refreshed =
  | {
      ok: true;
      /** the new catalogue file, as data to write */
      file: CatalogueFile;
      changes: PriceChange[];
      /** models whose new price is so far from the old one that the old one is kept */
      refused: PriceChange[];
      /** models whose price a reviewed decision holds against this source */
      held: number;
      problems: string[];
    }
  | { ok: false; reason: string; problems: string[] };

export interface PriceChange {
  provider: string;
  id: string;
  kind: "new" | "changed";
  before?: ListedPrices;
  after: ListedPrices;
}
type ListedPrices = Prices & { units?: UnitPrice[] };

/** a price that rises or falls by more than this factor at once is taken for a mistake */
const JUMP = 10;
/** shares of the models that both know: fewer known, or more mistaken, and the whole answer is refused */
const LEAST_KNOWN = 0.5;
const MOST_REFUSED = 0.1;

/** Parses an answer from the network; text longer than the limit or no JSON gives a reason instead. */
export function parseAnswer(text: string, maximumBytes: number): { answer: unknown } | { reason: string } {
  if (text.length > maximumBytes) return { reason: `the answer is larger than ${maximumBytes} bytes` };
  try {
    return { answer: JSON.parse(text) as unknown };
  } catch {
    return { reason: "the answer is not JSON" };
  }
}

/**
 * Joins a newer price list into the catalogue. The old data is left alone: a good answer gives a new file, a bad one a
 * reason. `today` is the day of the answer, `YYYY-MM-DD`.
 */
export function refreshCatalogue(current: unknown, answer: unknown, today: string): Refreshed {
  const file = catalogueFile(current);
  if (!file) return { ok: false, reason: "the present catalogue cannot be read", problems: [] };
  const { models: listed, problems } = readPriceList(answer);
  if (listed.length === 0) return { ok: false, reason: "the answer holds no prices", problems };
  const index = new Map(listed.flatMap((m) => [...m.aliases, m.id].map((id) => [`${m.provider} ${id}`, m] as const)));
  const known = file.models.filter((m) => m.prices.some((p) => p.source === "genai-prices"));
  const found = known.filter((m) => index.has(`${m.provider} ${m.id}`)).length;
  if (found < known.length * LEAST_KNOWN)
    return { ok: false, reason: `the answer knows only ${found} of ${known.length} models`, problems };

  const changes: PriceChange[] = [];
  const refused: PriceChange[] = [];
  let held = 0;
  const models = file.models.map((m) => {
    const theirs = index.get(`${m.provider} ${m.id}`);
    if (!theirs || theirs.rows.length === 0) return m;
    if (isDecided(m, file)) {
      held++;
      return m;
    }
    const next = withRows(m, theirs.rows);
    const change = changeOf(m, next, today);
    if (!change) return sameRows(m, next) ? m : next;
    if (isJump(change)) {
      refused.push(change);
      return m;
    }
    changes.push(change);
    return next;
  });
  if (refused.length > Math.max(3, found * MOST_REFUSED))
    return {
      ok: false,
      reason: `${refused.length} prices differ by more than ${JUMP} times from the present ones`,
      problems,
    };

  const added = newModels(file, listed);
  for (const m of added) changes.push({ provider: m.provider, id: m.id, kind: "new", after: pricesOn(m, today) });
  const sources = { ...file.sources, refreshed: { name: file.refresh.address, asOf: today } };
  return {
    ok: true,
    file: { ...file, asOf: today, sources, models: [...models, ...added] },
    changes,
    refused,
    held,
    problems,
  };
}

/** Lines for people: what became cheaper or dearer, what is new. */
export function describeChanges(changes: readonly PriceChange[]): string[] {
  return changes.map(({ provider, id, kind, before = {}, after }) => {
    const parts = TOKEN_CLASSES.filter((d) => after[d] !== undefined && after[d] !== before[d]).map((d) =>
      before[d] === undefined ? `${LABELS[d]} $${after[d]}` : `${LABELS[d]} $${before[d]} → $${after[d]}`,
    );
    const gone = TOKEN_CLASSES.filter((d) => before[d] !== undefined && after[d] === undefined).map(
      (d) => `${LABELS[d]} no longer listed`,
    );
    const tokens = [...parts, ...gone].join(", ");
    const units = (after.units ?? [])
      .filter((u) => u.usd !== undefined && u.usd !== usdOf(before.units, u))
      .map((u) => {
        const old = usdOf(before.units, u);
        return `${old === undefined ? "" : `$${old} → `}$${u.usd} a ${[u.per, u.quality, u.size].filter(Boolean).join(" ")}`;
      });
    const text = [tokens && `${tokens} per million tokens`, ...units].filter((part) => part !== "").join(", ");
    return `${provider}/${id}${kind === "new" ? " (new)" : ""}: ${text}`;
  });
}
const LABELS: Record<(typeof TOKEN_CLASSES)[number], string> = {
  input: "input",
  output: "output",
  cacheRead: "cache read",
  cacheWrite: "cache write",
  cacheWrite1h: "cache write (1 h)",
  inputAudio: "sound in",
  outputAudio: "sound out",
  cacheReadAudio: "cached sound",
  inputImage: "pictures in",
  outputImage: "pictures out",
  cacheReadImage: "cached pictures",
  inputVideo: "film in",
  outputVideo: "film out",
};

function usdOf(units: readonly UnitPrice[] | undefined, like: UnitPrice): number | undefined {
  return units?.find((u) => u.per === like.per && u.size === like.size && u.quality === like.quality)?.usd;
}

/** How many days old prices are, and whether that is too old to trust without a look. */
export function catalogueAge(asOf: string, today: string, tooOldAfterDays = 60): { days: number; tooOld: boolean } {
  const days = Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${asOf}T00:00:00Z`)) / 86_400_000);
  const known = Number.isFinite(days) ? Math.max(0, days) : 0;
  return { days: known, tooOld: known > tooOldAfterDays };
}

/** A person decided for another source, or typed the row: a list that was decided against must not undo that. */
function isDecided(m: FileModel, file: CatalogueFile): boolean {
  return m.agreement?.startsWith("decided") === true || m.prices.some((p) => file.sources[p.source] === undefined);
}

function withRows(m: FileModel, rows: ListedRow[]): FileModel {
  const last = m.prices[m.prices.length - 1];
  const prices = rows.map(({ search, fileSearch, requests, ...row }) => {
    const kept: Prices = {};
    // what follows from the price of input may have changed with it; prices of pictures and sound can be another list's
    for (const d of TOKEN_CLASSES)
      if (row[d] === undefined && last?.[d] !== undefined && (last.input === row.input || /Audio|Image|Video/.test(d)))
        kept[d] = last[d];
    const others = last?.units?.filter(({ per }) => !row.units?.some((unit) => unit.per === per)) ?? [];
    const units = [...(row.units ?? []), ...others];
    return {
      ...kept,
      ...row,
      units: units.length ? units : undefined,
      storage: last?.storage,
      mediaFrom: last?.mediaFrom,
      perThousandRequests: requests,
      perThousandRequestsFrom: last?.perThousandRequestsFrom,
      perThousandSearches: search ?? last?.perThousandSearches,
      perThousandFileSearches: fileSearch ?? last?.perThousandFileSearches,
      source: "refreshed",
    };
  });
  return { ...m, prices, agreement: "1 of 1" };
}

function pricesOn(m: FileModel, day: string): ListedPrices {
  let held: FileModel["prices"][number] | undefined;
  for (const row of m.prices) if ((row.from ?? "") <= day) held = row;
  const out: ListedPrices = held?.units ? { units: held.units } : {};
  for (const d of TOKEN_CLASSES) if (held?.[d] !== undefined) out[d] = held[d];
  return out;
}

function changeOf(old: FileModel, next: FileModel, day: string): PriceChange | undefined {
  const before = pricesOn(old, day);
  const after = pricesOn(next, day);
  const unit = (u: UnitPrice) => usdOf(before.units, u) !== u.usd;
  const differs = TOKEN_CLASSES.some((d) => before[d] !== after[d]) || after.units?.some(unit);
  return differs ? { provider: old.provider, id: old.id, kind: "changed", before, after } : undefined;
}

function sameRows(a: FileModel, b: FileModel): boolean {
  const text = (m: FileModel) =>
    JSON.stringify(m.prices.map((p) => [p.from, p.tiers, p.units, p.offPeak, TOKEN_CLASSES.map((d) => p[d])]));
  return text(a) === text(b);
}

function isJump({ before = {}, after }: PriceChange): boolean {
  const jumps = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && a > 0 && (b > a * JUMP || b * JUMP < a);
  return (
    TOKEN_CLASSES.some((d) => jumps(before[d], after[d])) ||
    after.units?.some((u) => jumps(usdOf(before.units, u), u.usd)) === true
  );
}

/** Models of the vendors' own lists that the catalogue does not have, with the counter of their family. */
function newModels(file: CatalogueFile, listed: ListedModel[]): FileModel[] {
  const names = new Set(file.models.flatMap((m) => [m.id, ...(m.aliases ?? [])].map((id) => `${m.provider} ${id}`)));
  for (const name of file.dropped ?? []) names.add(name);
  const families = file.families.map((f) => ({ ...f, pattern: new RegExp(f.match) }));
  const fresh = listed.filter(
    (m) =>
      file.providers.direct.includes(m.provider) &&
      (m.kind === "chat" || m.kind === "embedding") &&
      m.rows.length > 0 &&
      ![m.id, ...m.aliases].some((id) => names.has(`${m.provider} ${id}`)),
  );
  return fresh.map((m) => {
    const family = families.find((f) => f.pattern.test(m.id.toLowerCase()));
    const { id, provider, name, window, aliases } = m;
    const bare = { id, provider, vendor: family?.vendor ?? provider, tokenizer: family?.tokenizer ?? "other" };
    return withRows(
      { ...bare, name, window, aliases, kind: m.kind === "chat" ? undefined : m.kind, prices: [] },
      m.rows,
    );
  });
}
