import { formatTokens, type Money, moneyIn } from "../engine/costs/money";
import type { Catalogue, UnitPrice } from "../engine/models/catalogue";
import type { Overrides } from "../engine/models/overrides";
import { createCatalogue } from "../engine/models";
import { type FoundModel, searchModels } from "../engine/models/search";
import { day, oneOf, parseCommand, wholeNumber } from "./options";
import { table } from "./table";

export const MODELS_HELP = `Usage: tokenbill models [words…] [options]

Lists models and their prices per million tokens, and per picture, minute or second where those are billed. Words narrow
the list: tokenbill models claude opus. Prices of your own and the currency of the tokenbill.jsonc in this folder apply.

Options
  --provider NAME           one price list only: openai, anthropic, bedrock, openrouter, …
  --prices-as-of YYYY-MM-DD prices as they were on that day
  --format text|json        (default: text)
  --limit N                 how many (default: 40)
`;

/** @throws UsageError with a message that says what to write instead */
export function runModels(args: string[], data: unknown, today: string, overrides?: Overrides): string {
  const { values, positionals } = parseCommand(args, MODELS_OPTIONS);
  if (values.help) return MODELS_HELP;
  const asOf = day(values["prices-as-of"] ?? today);
  const limit = wholeNumber("--limit", values.limit ?? "40");
  const format = oneOf("--format", values.format ?? "text", ["text", "json"]);
  const catalogue = createCatalogue(data, { asOf, overrides });
  const found = searchModels(catalogue, { words: positionals, provider: values.provider });
  if (format === "json") return `${JSON.stringify(found.slice(0, limit).map(plain), undefined, 2)}\n`;
  if (found.length === 0) return "no model fits\n";
  const money = moneyIn(overrides?.currency);
  const rows = found.slice(0, limit).map((one) => cells(one, catalogue, money));
  const more = found.length > limit ? `… and ${found.length - limit} more; narrow the words or raise --limit\n` : "";
  const rate = money.note === "" ? "" : `${money.note}\n`;
  return `${table(["model", "input", "cached", "output", "window", "note"], rows)}${more}${rate}`;
}

const MODELS_OPTIONS = {
  provider: { type: "string" },
  "prices-as-of": { type: "string" },
  format: { type: "string" },
  limit: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

function cells({ model, price, longContextAbove }: FoundModel, { day }: Catalogue, money: Money): string[] {
  const usd = (n: number | undefined) => (n === undefined ? "" : money.price(n));
  const retires = model.deprecated?.retires;
  const notes = [
    ...unitNotes(price?.units ?? [], price?.outputImage, money),
    longContextAbove === undefined ? "" : `dearer above ${formatTokens(longContextAbove)}`,
    retires === undefined ? "" : `${day.has(retires) ? "retired" : "retires"} ${retires}`,
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

/** `picture $0.04–$0.12`: from the cheapest to the dearest size and quality. */
function unitNotes(units: readonly UnitPrice[], perPictureToken: number | undefined, { price }: Money): string[] {
  return [...new Set(units.map(({ per }) => per))].map((per) => {
    const usd = units.flatMap((unit) =>
      unit.per === per ? [unit.usd ?? ((unit.tokens ?? 0) * (perPictureToken ?? 0)) / 1e6] : [],
    );
    const [low, high] = [Math.min(...usd), Math.max(...usd)];
    return `${per} ${price(low)}${high > low ? `–${price(high)}` : ""}`;
  });
}

function plain({ model, price, longContextAbove }: FoundModel) {
  const { provider, id, name, aliases, contextWindow, maxOutput, capabilities, deprecated, agreement, source, asOf } =
    model;
  const about = { provider, id, name, aliases, contextWindow, maxOutput, capabilities, deprecated };
  return { ...about, usdPerMillion: price, longContextAbove, agreement, source, asOf };
}
