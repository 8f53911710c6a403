// Joins the two lists row by row. What they both state is compared; a difference must be decided in models-decisions.json.
import { undated } from "./ids.mjs";

const DIMENSIONS = ["input", "output", "cacheRead", "cacheWrite", "cacheWrite1h"];

/** The row that holds on a day: the last whose `from` is not after it. */
export function rowOn(rows, day) {
  return rows.filter((r) => !r.from || r.from <= day).pop();
}

function differences(a, b) {
  const out = [];
  for (const d of DIMENSIONS)
    if (a[d] !== undefined && b[d] !== undefined && Math.abs(a[d] - b[d]) > 1e-9) out.push(`${d} ${a[d]} / ${b[d]}`);
  const tiers = (r) => JSON.stringify((r.tiers ?? []).map((t) => [t.above, t.input, t.output, t.cacheRead]));
  if (tiers(a) !== tiers(b)) out.push(`tiers ${tiers(a)} / ${tiers(b)}`);
  return out;
}

/** Windows differ when one is not a rounding of the other. */
function windowsDiffer(a, b) {
  return a !== undefined && b !== undefined && Math.abs(a - b) / Math.max(a, b) > 0.05;
}

export function merge(pi, genai, decisions, asOf) {
  const undecided = [];
  const used = new Set();
  const decide = (provider, id, field, text) => {
    const i = decisions.decided.findIndex(
      (d) => d.provider === provider && (d.ids ? d.ids.includes(id) : true) && d.field === field,
    );
    if (i < 0) undecided.push(`${provider}/${id} ${field}: pi-ai / genai-prices ${text}`);
    else used.add(i);
    return decisions.decided[i]?.take;
  };
  const byId = new Map();
  for (const g of genai)
    for (const key of [...g.aliases, g.id])
      if (!byId.has(`${g.provider}/${key}`) || key === g.id) byId.set(`${g.provider}/${key}`, g);
  const out = [];
  for (const p of pi) {
    if (dropped(decisions, p)) continue;
    const g = byId.get(`${p.provider}/${p.id}`) ?? byId.get(`${p.provider}/${undated(p.id)}`) ?? bedrockTwin(byId, p);
    out.push(
      g
        ? joined(p, g, decide, asOf)
        : { ...p, agreement: "1 of 1", rows: p.rows.map((r) => ({ ...r, source: "pi-ai" })) },
    );
  }
  for (const g of genai) {
    const own = out.some((m) => m.provider === g.provider && m.id === g.id);
    if (own || dropped(decisions, g) || g.provider === "openrouter") continue;
    if (g.provider === "bedrock" && out.some((m) => m.provider === "bedrock" && plain(m.id) === plain(g.id))) continue;
    out.push({ ...g, agreement: "1 of 1", rows: g.rows.map((r) => ({ source: "genai-prices", ...r })) });
  }
  const unused = decisions.decided.filter((_, i) => !used.has(i));
  return { models: out, undecided, unused };
}

/** A first version is the model itself; a second may be another. */
function plain(id) {
  return undated(id.replace(/-v1(:\d+)?$/, ""));
}

/** Bedrock ids come with and without a version suffix. */
function bedrockTwin(byId, p) {
  if (p.provider !== "bedrock") return undefined;
  const bare = p.id.replace(/-v\d+(:\d+)?$/, "");
  for (const key of [`${bare}-v1:0`, `${bare}-v2:0`, bare, undated(bare), `${undated(bare)}-v1:0`])
    if (byId.has(`bedrock/${key}`)) return byId.get(`bedrock/${key}`);
  const region = /^(us|eu|apac|au|jp|in)\./.exec(bare);
  return region ? bedrockTwin(byId, { provider: "bedrock", id: bare.slice(region[0].length) }) : undefined;
}

function dropped(decisions, m) {
  return decisions.dropped.some((d) => d.provider === m.provider && d.ids.includes(m.id));
}

function joined(p, g, decide, asOf) {
  const held = rowOn(g.rows, asOf);
  const own = p.rows[0];
  let take = "both";
  let decided = false;
  if (own && held) {
    const text = differences(own, held);
    if (text.length) {
      take = decide(p.provider, p.id, "price", text.join("; "));
      decided = true;
    }
  }
  const window = windowsDiffer(p.window, g.window)
    ? { "pi-ai": p.window, "genai-prices": g.window }[decide(p.provider, p.id, "window", `${p.window} / ${g.window}`)]
    : (p.window ?? g.window);
  const fromPi = take === "pi-ai" || !held;
  const rows = fromPi
    ? p.rows.map((r) => ({ ...r, ...extras(held), source: "pi-ai" }))
    : g.rows.map((r) => ({ source: "genai-prices", ...missing(r, own) }));
  const sameId = p.id === g.id;
  return {
    ...p,
    window,
    aliases: sameId ? g.aliases : [],
    deprecated: g.deprecated,
    rows,
    agreement: !own || !held ? "1 of 1" : decided ? `decided for ${take}` : "2 of 2",
  };
}

/** What only the other list states about the same price: fees, and the one-hour write where the rest is equal. */
function extras(held) {
  const fees = {};
  for (const name of ["search", "fileSearch"]) if (held?.[name] !== undefined) fees[name] = held[name];
  return fees;
}

/** A row of the one list, completed by a dimension that only the other has. */
function missing(row, own) {
  if (!own || row.input !== own.input) return row;
  const out = { ...row };
  for (const d of DIMENSIONS) if (out[d] === undefined && own[d] !== undefined) out[d] = own[d];
  return out;
}

/** Hosts repeat rows: a dated id that equals its undated one, a region that equals the plain id, Azure that equals OpenAI. */
export function withoutRepeats(models, asOf) {
  const prices = (r) =>
    JSON.stringify([r.input, r.output, r.cacheRead, r.cacheWrite, r.tiers?.map((t) => [t.above, t.input, t.output])]);
  const key = (m) => JSON.stringify([m.window, m.output, m.rows.map(({ source, note, ...r }) => r)]);
  const index = new Map(models.map((m) => [`${m.provider}/${m.id}`, m]));
  const same = (m, provider, id) =>
    id !== undefined &&
    `${provider}/${id}` !== `${m.provider}/${m.id}` &&
    index.has(`${provider}/${id}`) &&
    key(index.get(`${provider}/${id}`)) === key(m);
  return models.filter((m) => {
    if (same(m, m.provider, undated(m.id))) return false;
    const original = m.provider === "azure" && index.get(`openai/${m.id}`);
    if (original) return prices(rowOn(original.rows, asOf) ?? {}) !== prices(m.rows[0] ?? {});
    const region = /^(us|eu|apac|au|jp|in|ca)\.(.+)$/.exec(m.id);
    if (m.provider !== "bedrock" || !region || !same(m, "bedrock", region[2])) return true;
    const plainRow = index.get(`bedrock/${region[2]}`);
    plainRow.regions = [...(plainRow.regions ?? []), region[1]];
    return false;
  });
}
