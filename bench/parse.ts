import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { callSites } from "../src/engine/syntax/call-sites";
import { createParsers, languageOf, type Parsers } from "../src/engine/syntax/index";
import type { LanguageId } from "../src/engine/syntax/program";
import { memoryHost } from "../test/unit/host";

/**
 * `tsx bench/parse.ts <folder>…`: how fast the sources in folders are parsed and lowered, language by language. It bundles
 * itself first, like the product: what a loader puts around every import would slow the small functions down by half.
 */
const skipped = new Set(["node_modules", ".git", "dist"]);

function* sourcesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* sourcesIn(path);
    else if (entry.isFile() && languageOf(path) && statSync(path).size < 2e6) yield path;
  }
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** Prints what one pass over the files of a language takes, on the clock and of the processor (on a busy machine they differ). */
function pass(parsers: Parsers, name: string, sources: { path: string; text: string }[]): void {
  let bytes = 0;
  let calls = 0;
  let sites = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (const { path, text } of sources) {
    const program = parsers.parse(path, text);
    const parsed = performance.now();
    calls += callSites(program).length;
    sites += performance.now() - parsed;
    bytes += text.length;
  }
  const wall = performance.now() - start;
  const used = milliseconds(process.cpuUsage(cpu));
  const rate = (time: number) => `${(bytes / 1000 / time).toFixed(1)} MB/s`;
  const files = `${sources.length} files (${((sources.length / used) * 1000).toFixed(0)}/s), ${(bytes / 1e6).toFixed(1)} MB`;
  const share = ((sites / wall) * 100).toFixed(0);
  console.log(
    `${name}: ${files}: ${rate(used)} of processor time, ${rate(wall)} on the clock; ${calls} call sites, ${share} % of it`,
  );
}

async function run(folders: string[]): Promise<void> {
  const before = performance.now();
  const parsers = await createParsers(memoryHost());
  console.log(`ready in ${(performance.now() - before).toFixed(0)} ms`);
  const byLanguage = new Map<LanguageId, { path: string; text: string }[]>();
  for (const path of folders.flatMap((folder) => [...sourcesIn(resolve(folder))])) {
    const language = languageOf(path)!;
    const list = byLanguage.get(language) ?? [];
    byLanguage.set(language, list);
    list.push({ path, text: readFileSync(path, "utf8") });
  }
  for (const round of ["first", "second"])
    for (const [language, sources] of byLanguage) pass(parsers, `${round} ${language}`, sources);
  parsers.dispose();
}

const bundle = resolve("out/bench/parse.js");
if (__filename === bundle) void run(process.argv.slice(2));
else {
  buildSync({
    entryPoints: [__filename],
    outfile: bundle,
    bundle: true,
    platform: "node",
    external: ["esbuild"],
    minify: true,
    logLevel: "warning",
  });
  process.exitCode = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
}
