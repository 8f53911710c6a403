import { formatTokens } from "../engine/costs/money";
import { createCatalogue } from "../engine/models";
import { type FoundModel, searchModels } from "../engine/models/search";
import { parseCommand, UsageError } from "./options";
import { table } from "./table";

export const MODELS_HELP = `Usage: tokenbill models [words…] [options]

Lists the models that have a price, in USD per million tokens. Words narrow the list: tokenbill models claude opus

Options
  --provider NAME           one price list only: openai, anthropic, bedrock, openrouter, …
  --prices-as-of YYYY-MM-DD prices as they were on that day
  --format text|json        (default: text)
  --limit N                 how many (default: 40)
`;

/** @throws UsageError with a message that says what to write instead */
export function runModels(args: string[], data: unknown, today: string): string {
  const { values, positionals } = parseCommand(args, MODELS_OPTIONS);
  if (values.help) return MODELS_HELP;
  const asOf = values["prices-as-of"] ?? today;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf))
    throw new UsageError(`--prices-as-of takes a day like 2026-11-23, not "${asOf}"`);
  const limit = Number(values.limit ?? "40");
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`--limit takes a whole number, not "${values.limit}"`);
  const found = searchModels(createCatalogue(data, { asOf }), { words: positionals, provider: values.provider, asOf });
  if (values.format === "json") return `${JSON.stringify(found.slice(0, limit).map(plain), undefined, 2)}\n`;
  if (values.format !== undefined && values.format !== "text") throw new UsageError("--format takes text or json");
  if (found.length === 0) return "no model fits\n";
  const rows = found.slice(0, limit).map((one) => cells(one, asOf));
  const more = found.length > limit ? `… and ${found.length - limit} more; narrow the words or raise --limit\n` : "";
  return `${table(["model", "input", "cached", "output", "window", "note"], rows)}${more}`;
}

const MODELS_OPTIONS = {
  provider: { type: "string" },
  "prices-as-of": { type: "string" },
  format: { type: "string" },
  limit: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

function cells({ model, price, longContextAbove }: FoundModel, asOf: string): string[] {
  const usd = (n: number | undefined) => (n === undefined ? "" : `$${n}`);
  const retires = model.deprecated?.retires;
  const notes = [
    longContextAbove === undefined ? "" : `dearer above ${formatTokens(longContextAbove)}`,
    retires === undefined ? "" : `${retires <= asOf ? "retired" : "retires"} ${retires}`,
  ];
  return [
    `${model.provider}/${model.id}`,
    price ? usd(price.input) : "no price",
    usd(price?.cacheRead),
    usd(price?.output),
    model.contextWindow === undefined ? "" : formatTokens(model.contextWindow),
    notes.filter((n) => n !== "").join(", "),
  ];
}

function plain({ model, price, longContextAbove }: FoundModel) {
  const { provider, id, name, aliases, contextWindow, maxOutput, capabilities, deprecated, agreement, source, asOf } =
    model;
  const about = { provider, id, name, aliases, contextWindow, maxOutput, capabilities, deprecated };
  return { ...about, usdPerMillion: price, longContextAbove, agreement, source, asOf };
}
