import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { callSites } from "../src/engine/syntax/call-sites";
import { createParsers, languageOf } from "../src/engine/syntax/index";
import type { LanguageId } from "../src/engine/syntax/program";
import { memoryHost } from "../test/unit/host";

/** `tsx bench/parse.ts <folder>…`: how fast the sources in folders are parsed and lowered, language by language. */
const skipped = new Set(["node_modules", ".git", "dist"]);

function* sourcesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* sourcesIn(path);
    else if (entry.isFile() && languageOf(path) && statSync(path).size < 2e6) yield path;
  }
}

interface Tally {
  files: number;
  bytes: number;
  parse: number;
  sites: number;
  calls: number;
}

async function run(folders: string[]): Promise<void> {
  const before = performance.now();
  const parsers = await createParsers(memoryHost());
  console.log(`ready in ${(performance.now() - before).toFixed(0)} ms`);
  const files = folders.flatMap((folder) => [...sourcesIn(resolve(folder))]);
  const sources = files.map((path) => ({ path, text: readFileSync(path, "utf8"), language: languageOf(path)! }));
  for (const round of ["cold", "warm"]) {
    const tallies = new Map<LanguageId, Tally>();
    for (const { path, text, language } of sources) {
      const tally = tallies.get(language) ?? { files: 0, bytes: 0, parse: 0, sites: 0, calls: 0 };
      tallies.set(language, tally);
      const start = performance.now();
      const program = parsers.parse(path, text);
      const parsed = performance.now();
      tally.calls += callSites(program).length;
      tally.sites += performance.now() - parsed;
      tally.parse += parsed - start;
      tally.files++;
      tally.bytes += text.length;
    }
    for (const [language, { files: count, bytes, parse, sites, calls }] of tallies) {
      const rate = `${(bytes / 1000 / parse).toFixed(1)} MB/s, ${((count / parse) * 1000).toFixed(0)} files/s`;
      const size = `${count} files, ${(bytes / 1e6).toFixed(1)} MB`;
      console.log(`${round} ${language}: ${size}: ${rate}; ${calls} call sites in ${sites.toFixed(0)} ms`);
    }
  }
  parsers.dispose();
}

void run(process.argv.slice(2));
