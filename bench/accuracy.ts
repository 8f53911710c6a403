/**
 * How near the counts are to what vendors billed: `npm run bench:accuracy -- PATH [--cross [folder]] [--new] [--all] [--worst FAMILY | --json]`.
 * PATH is JSON lines with `api`, `model`, `request`, `input_tokens`, `flags`, `content_sha` (and `content_in_dev`).
 * Rows whose prompt is not wholly in the body are left out, and said so; `--all` keeps them. `--new` leaves out rows whose text
 * the families were fitted to. `--cross` fits the families to PATH itself, each row counted by a fit that has not seen its text,
 * its recording, or (`folder`) any recording beside it. `--worst` lists the rows that are furthest off, `--json` all of them.
 */
import path from "node:path";
import { fitAll, measureAll } from "../scripts/tokens/fit";
import { hash } from "../scripts/tokens/fit-linear";
import {
  excluded,
  groupsOf,
  readTruth,
  requestOfRow,
  setApart,
  type TruthRow,
  trueTokens,
} from "../scripts/tokens/truth";
import { classOfRequest, countRequest } from "../src/engine/tokens/count-request";
import { type RequestShape, runs } from "../src/engine/tokens/request";
import { createTokenizers, type Tokenizers } from "../src/engine/tokens/tokenizers";
import { readAsset } from "../src/read-asset";

const root = path.resolve(__dirname, "..");

interface Result {
  api: string;
  family: string;
  kind: string;
  truth: number;
  guess: number;
  low: number;
  high: number;
  characters: number;
  published: number;
  id: string;
  model: string;
}

export const tokenizers = createTokenizers({
  asset: (name) => readAsset(path.join(root, name.endsWith(".json") ? "data" : "data/vocabularies"), name),
});

function main(): void {
  const file = process.argv[2];
  if (!file || file.startsWith("--")) {
    console.error("usage: npm run bench:accuracy -- PATH [--cross [folder]] [--new] [--all] [--worst FAMILY | --json]");
    process.exitCode = 2;
    return;
  }
  const rows = readTruth(file);
  const left = new Map<string, number>();
  const counted = rows.filter((row) => {
    const seen = flag("new") && row.content_in_dev ? "whose text was fitted to" : undefined;
    const reason = seen ?? (flag("all") ? undefined : excluded(row));
    if (reason) left.set(reason, (left.get(reason) ?? 0) + 1);
    return reason === undefined;
  });
  const results = flag("cross") ? crossResults(counted) : counted.map((row) => resultOf(row, tokenizers));
  console.log(
    `${rows.length} rows, ${results.length} counted. Left out: ${[...left].map(([why, n]) => `${n} ${why}`).join(", ")}.\n`,
  );
  if (flag("json")) {
    for (const each of results) console.log(JSON.stringify(each));
    return;
  }
  const worst = process.argv.indexOf("--worst");
  if (worst > 0) {
    printWorst(results, process.argv[worst + 1] ?? "");
    return;
  }
  const plain = results.filter((each) => !hidden.has(each.kind));
  table(
    "By vendor",
    plain,
    (each) =>
      `${each.family.split("-")[0]} ${/^(text|embeddings)$/.test(each.kind) ? "text" : "with tools, calls or a schema"}`,
  );
  table("By family and kind of request", plain, (each) => `${each.family} ${each.kind}`);
  table("By API and family", plain, (each) => `${each.api} ${each.family}`);
  table("By size", plain, (each) => band(each.truth));
  table("By vendor and size", plain, (each) => `${each.family.split("-")[0]} ${band(each.truth)}`);
  table("All", plain, () => "all");
  table(
    "Apart: what is billed is not wholly in the body",
    results.filter((each) => hidden.has(each.kind)),
    (each) => `${each.family} ${each.kind}`,
  );
}

const flag = (name: string) => process.argv.includes(`--${name}`);

function resultOf(row: TruthRow, counters: Tokenizers): Result {
  const request = requestOfRow(row);
  const { family, total } = countRequest(request, counters);
  return {
    api: row.api,
    family: family.id,
    kind: setApart(row) ?? (request.target.kind.startsWith("embed") ? "embeddings" : classOfRequest(request)),
    truth: trueTokens(row),
    guess: total.tokens,
    low: total.low,
    high: total.high,
    characters: Math.round(characters(request) / 4),
    published: published(request, counters),
    id: row.id,
    model: request.target.model,
  };
}

const folds = 8;

function crossResults(rows: TruthRow[]): Result[] {
  const groups = groupsOf(rows, process.argv.includes("folder") ? "folder" : "file");
  const foldOf = new Map(rows.map((row, i) => [row, hash(groups[i]!) % folds]));
  const measured = measureAll(rows, tokenizers);
  const found: Result[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const families = fitAll(
      measured.filter(({ row }) => foldOf.get(row) !== fold),
      tokenizers,
    );
    const counters: Tokenizers = { ...tokenizers, families: () => families };
    for (const row of rows) if (foldOf.get(row) === fold) found.push(resultOf(row, counters));
  }
  return found;
}

/** Characters of all that is sent: what "four characters a token" is applied to. */
function characters(request: RequestShape): number {
  let length =
    request.tools.length > 0
      ? JSON.stringify(request.tools.map(({ name, description, parameters }) => ({ name, description, parameters })))
          .length
      : 0;
  if (request.schema) length += JSON.stringify(request.schema.json ?? "").length;
  for (const text of texts(request)) length += text.length;
  return length;
}

function texts(request: RequestShape): string[] {
  return request.messages.flatMap((message) =>
    message.content.flatMap((each) =>
      each.kind === "media" ? [] : each.kind === "call" ? [each.name, ...runs(each.arguments)] : runs(each.text),
    ),
  );
}

/** The published formula: 3 tokens to prime, 3 and the role for each message, tools as JSON; o200k, or cl100k for older models. */
function published(request: RequestShape, { encoding }: Tokenizers): number {
  const old = /gpt-4($|-\d|-turbo|-vision)|gpt-3|embedding/.test(request.target.model);
  const counter = encoding(old ? "cl100k" : "o200k");
  let tokens = request.target.kind === "embeddings" ? 0 : 3 + 4 * request.messages.length;
  for (const text of texts(request)) tokens += counter.count(text);
  if (request.tools.length > 0)
    tokens += counter.count(
      JSON.stringify(
        request.tools.map(({ name, description, parameters }) => ({
          name,
          description: description.join(""),
          parameters,
        })),
      ),
    );
  return tokens;
}

function table(title: string, results: Result[], key: (result: Result) => string): void {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const at = key(result);
    groups.set(at, [...(groups.get(at) ?? []), result]);
  }
  console.log(`## ${title}\n`);
  console.log(
    "| group | rows | exact % | median % | p90 % | in range % | range width % | chars/4 exact / median / p90 | published formula exact / median / p90 |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|");
  for (const [name, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const share = (test: (each: Result) => boolean) => ((100 * group.filter(test).length) / group.length).toFixed(0);
    const errors = (guess: (each: Result) => number) =>
      group.map((each) => (100 * Math.abs(guess(each) - each.truth)) / Math.max(1, each.truth));
    const own = errors((each) => each.guess);
    const three = (guess: (each: Result) => number) => {
      const list = errors(guess);
      return `${share((each) => guess(each) === each.truth)} / ${quantile(list, 0.5).toFixed(1)} / ${quantile(list, 0.9).toFixed(1)}`;
    };
    const cells = [
      name,
      group.length,
      share((each) => each.guess === each.truth),
      quantile(own, 0.5).toFixed(1),
      quantile(own, 0.9).toFixed(1),
      share((each) => each.low <= each.truth && each.truth <= each.high),
      quantile(
        group.map((each) => (100 * (each.high - each.low)) / Math.max(1, each.guess)),
        0.5,
      ).toFixed(1),
      three((each) => each.characters),
      three((each) => each.published),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log("");
}

function printWorst(results: Result[], family: string): void {
  const chosen = results.filter((each) => `${each.family} ${each.kind}`.includes(family) && each.guess !== each.truth);
  chosen.sort((a, b) => Math.abs(b.guess - b.truth) / b.truth - Math.abs(a.guess - a.truth) / a.truth);
  for (const each of chosen.slice(0, 60))
    console.log(
      `${each.truth}\t${each.guess}\t${each.guess - each.truth}\t${each.api} ${each.model} ${each.kind}\t${each.id}`,
    );
}

const hidden = new Set(["hidden reasoning", "media", "deferred tools"]);
const band = (tokens: number) =>
  tokens < 100 ? "1: under 100" : tokens < 1000 ? "2: 100 to 999" : "3: 1,000 and more";

export function quantile(list: readonly number[], q: number): number {
  if (list.length === 0) return 0;
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

main();
