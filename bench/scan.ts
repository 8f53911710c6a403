/**
 * `npm run bench:scan -- [--synthetic 10000,30000] FOLDER…`: the whole process of a scan, cold (nothing kept) and warm (nothing changed since),
 * where the time of a cold one goes, and the server's time and memory for the same. Synthetic workspaces are made in the temporary folder and removed.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { methods } from "../src/server/protocol";
import { roomsOf } from "./rooms";
import { type MeasuredScan, measuredScan } from "./scan-measured";
import { startServer } from "./server";

const root = resolve(__dirname, "..");
const temporary = mkdtempSync(join(tmpdir(), "tokenbill-bench-"));

/** A bundle with its names, for the profile: the product's own is minified. */
function readableCli(): string {
  const folder = join(temporary, "cli");
  const outfile = join(folder, "cli.js");
  buildSync({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  cpSync(join(root, "dist/assets"), join(folder, "assets"), { recursive: true });
  return outfile;
}

function line(name: string, { outcome, seconds, cpuSeconds, peakMegabytes, report }: MeasuredScan): string {
  if (report === undefined) return `${name}: ${outcome}`;
  const { listed, read, parsed } = report.files;
  const time = `${seconds.toFixed(2)} s on the clock, ${cpuSeconds.toFixed(2)} s of processor time`;
  return `${name}: ${time}, ${peakMegabytes.toFixed(0)} MB; ${listed} listed, ${read} looked at, ${parsed} parsed, ${report.calls.length} calls`;
}

/** The same folder in the server, with the heap limit of the extension: until the report is there. */
async function benchServer(folder: string): Promise<void> {
  const { connection, child, initialize, stop } = startServer([folder], ["--require", join(root, "bench/measure.cjs")]);
  let used = "";
  child.stdio[3]!.on("data", (chunk: Buffer) => {
    used += chunk.toString();
  });
  const started = performance.now();
  try {
    await initialize();
    await connection.sendRequest(methods.report, {});
    const seconds = (performance.now() - started) / 1_000;
    await stop();
    const { peakMegabytes } = JSON.parse(used) as { peakMegabytes: number };
    console.log(`server: report after ${seconds.toFixed(2)} s, ${peakMegabytes.toFixed(0)} MB`);
  } catch (error) {
    console.log(`server: no report: ${error instanceof Error ? error.message : error}`);
    child.kill();
  }
}

async function bench(folder: string, cli: string): Promise<void> {
  console.log(`\n${folder}`);
  const cache = join(temporary, "cache", basename(folder));
  const env = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache };
  for (const name of ["cold", "warm", "warm again"]) console.log(line(name, await measuredScan(folder, [], { env })));
  const profile = join(temporary, "profile");
  await measuredScan(folder, ["--no-cache"], { cli, node: ["--cpu-prof", `--cpu-prof-dir=${profile}`] });
  for (const name of readdirSync(profile)) {
    const rooms = roomsOf(JSON.parse(readFileSync(join(profile, name), "utf8")), readFileSync(cli, "utf8"));
    const shown = rooms.filter(({ share }) => share >= 0.01);
    console.log(
      shown
        .map(({ room, seconds, share }) => `  ${room}: ${seconds.toFixed(2)} s, ${Math.round(share * 100)} %`)
        .join("\n"),
    );
  }
  rmSync(profile, { recursive: true, force: true });
  await benchServer(folder);
  const started = performance.now();
  const search = spawnSync("rg", ["-l", "openai|anthropic", folder], { stdio: "ignore" });
  if (search.error === undefined)
    console.log(`rg -l: ${((performance.now() - started) / 1_000).toFixed(2)} s on the clock`);
}

/** One file in fifty calls a wrapper, one in five hundred is one; the others are code that has nothing to do with models. */
function synthetic(files: number): string {
  const folder = join(temporary, `files-${files}`);
  for (let at = 0; at < files; at++) {
    const place = join(folder, `part${at % 97}`, `deep${at % 13}`);
    mkdirSync(place, { recursive: true });
    const wrapper = at - (at % 500);
    const plain = Array.from({ length: 40 }, (_, n) => `export const value${n} = (x: number) => x * ${n} + ${at};`);
    const text =
      at % 500 === 0
        ? `import OpenAI from "openai";\nconst ai = new OpenAI();\nexport const ask${at} = (text: string) => ai.responses.create({ model: "gpt-5", input: text });\n`
        : at % 50 === 1
          ? `import { ask${wrapper} } from "../../part${wrapper % 97}/deep${wrapper % 13}/file${wrapper}";\nask${wrapper}("Question ${at}");\n`
          : "";
    writeFileSync(join(place, `file${at}.ts`), `${text}${plain.join("\n")}\n`);
  }
  return folder;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { synthetic: { type: "string", default: "" } },
  });
  const cli = readableCli();
  try {
    for (const folder of positionals) await bench(resolve(folder), cli);
    for (const files of values.synthetic.split(",").filter(Boolean)) {
      const folder = synthetic(Number(files));
      await bench(folder, cli);
      rmSync(folder, { recursive: true });
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

void main();
