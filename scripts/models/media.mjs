// Adds to the joined lists what the third one says about pictures, sound, film and the storage of caches. Where it states what
// another list states too, both must be equal or data/models-decisions.json says which one holds.
import { rowOn } from "./merge.mjs";

const LIST = "ai-sdk-cost-calculator";

export function withMedia(models, media, decisions, asOf) {
  const undecided = [];
  const used = new Set();
  const byName = new Map();
  for (const m of models) for (const name of [...m.aliases, m.id]) byName.set(`${m.provider}/${name}`, m);
  const decided = (provider, id, what) => {
    const found = decisions.media.find((d) => d.provider === provider && d.ids.includes(id));
    if (found) used.add(found);
    else undecided.push(`${provider}/${id} media: ${what}`);
    return found?.take;
  };
  const added = new Map();
  const out = new Map(models.map((m) => [m, m]));
  for (const { provider, id, kind, row, text } of media) {
    if (decisions.dropped.some((d) => d.provider === provider && d.ids.includes(id))) continue;
    const own = byName.get(`${provider}/${id}`);
    const known = own ?? byName.get(`${provider}/${id.replace(/-preview$/, "")}`);
    if (!own && known) continue;
    if (!own) {
      if (kind) added.set(`${provider}/${id}`, unlisted(provider, id, kind, row, text));
      continue;
    }
    const held = rowOn(own.rows, asOf);
    const text2 = differences(held ?? {}, row);
    const take = text2.length ? decided(provider, id, text2.join("; ")) : "both";
    if (take === "genai-prices") continue;
    out.set(own, joined(out.get(own), row, kind, decisions, text));
  }
  const stated = decisions.added.map(({ provider, id, kind, prices, source, asOf: day }) => {
    if (byName.has(`${provider}/${id}`)) undecided.push(`${provider}/${id} is stated and listed`);
    return { provider, id, name: id, aliases: [], kind, rows: [{ ...prices, source, asOf: day }], agreement: "1 of 1" };
  });
  const all = [...out.values(), ...added.values(), ...stated].map((m) =>
    offPeak(completed(m, decisions.mediaFacts), decisions.offPeak),
  );
  return { models: all, undecided, unused: decisions.media.filter((d) => !used.has(d)) };
}

/** What no list states and a reviewed fact does. */
function completed(model, facts) {
  const fact = facts.find((f) => f.provider === model.provider && f.ids.includes(model.id));
  if (!fact) return model;
  const mediaFrom = { source: fact.source, asOf: fact.asOf };
  return { ...model, rows: model.rows.map((r) => ({ ...r, ...fact.prices, mediaFrom })) };
}

/** The cheaper hours of the newest row, as the vendor's page has them. */
function offPeak(model, stated) {
  const own = stated.find((s) => s.provider === model.provider && s.ids.includes(model.id));
  if (!own) return model;
  const last = model.rows.length - 1;
  return {
    ...model,
    rows: model.rows.map((r, i) => (i === last ? { ...r, offPeak: { ...own.offPeak, peak: own.peak } } : r)),
  };
}

function differences(held, row) {
  return Object.entries(row).flatMap(([key, value]) => {
    if (key === "units") {
      const theirs = (held.units ?? []).find(({ per }) => value.some((unit) => unit.per === per));
      const ours = theirs && value.find(({ per }) => per === theirs.per);
      return theirs && Math.abs(ours.usd - theirs.usd) > 1e-8 ? [`${theirs.per} ${theirs.usd} / ${ours.usd}`] : [];
    }
    return held[key] !== undefined && held[key] !== value ? [`${key} ${held[key]} / ${value}`] : [];
  });
}

/** A model whose price no other list has. */
function unlisted(provider, id, kind, row, text) {
  const prices = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined));
  const rows = [{ ...prices, ...row, source: LIST }];
  return { provider, id, name: id, aliases: [], kind, rows, agreement: "1 of 1" };
}

/** The other list's rows, completed. Storage follows the price of a cache read where a later row changes that. */
function joined(model, row, kind, decisions, text) {
  const rows = model.rows.length ? model.rows : [{ ...text, source: LIST }];
  const { units, ...media } = row;
  return {
    ...model,
    kind: model.kind === "other" && kind ? kind : model.kind,
    rows: rows.map((r) => {
      const later = decisions.storage.find((s) => s.ids.includes(model.id) && s.from === r.from);
      const own = r.units ?? [];
      const all = [...own, ...(units ?? []).filter(({ per }) => !own.some((unit) => unit.per === per))];
      const adds = all.length > own.length || Object.keys(media).some((key) => r[key] === undefined);
      return {
        ...r,
        ...media,
        ...(later ? { storage: later.usd } : {}),
        units: all.length ? all : undefined,
        mediaFrom: r.source !== LIST && adds ? LIST : undefined,
      };
    }),
  };
}
