// npm run bench [-- FOLDER] [-- --no-host]: every figure in one go. FOLDER is scanned with the command line too.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { installHost, installProject } from "../scripts/lib/install.mjs";
import { inRoot, main, say, tool } from "../scripts/lib/steps.mjs";
import { packageExtension } from "../scripts/package.mjs";

const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;

function heading(title) {
  say();
  say(`## ${title}`);
}

const bench = (name, ...args) => tool("tsx", [inRoot("bench", `${name}.ts`), ...args], {}, "tsx");

function sizes(vsix) {
  heading("Sizes");
  for (const name of readdirSync(inRoot("dist")).filter((file) => /\.(js|css)$/.test(file))) {
    const bytes = readFileSync(inRoot("dist", name));
    say(`dist/${name}: ${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes).length)} gzipped`);
  }
  const assets = readdirSync(inRoot("dist", "assets")).map((name) => statSync(inRoot("dist", "assets", name)).size);
  say(`dist/assets: ${assets.length} files, ${kilobytes(assets.reduce((a, b) => a + b, 0))}`);
  say(`.vsix: ${kilobytes(statSync(vsix).size)}`);
}

async function activation() {
  heading("Activation in VS Code");
  await installHost();
  const { runInHost } = await import("../test/host/in-host.mjs");
  const entry = inRoot("out", "bench", "activation.js");
  await build({
    entryPoints: [inRoot("bench", "activation.ts")],
    outfile: entry,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  });
  const { activeBefore, activation, work, firstLens } = await runInHost(entry);
  say(`active before a file is open: ${activeBefore ? "yes" : "no"}`);
  say(`activation: ${activation.toFixed(1)} ms, of them ${work.toFixed(1)} ms of work in the extension host`);
  say(
    `activation to the first line above a call: ${firstLens === undefined ? "none within 20 s" : `${firstLens.toFixed(0)} ms`}`,
  );
}

async function panel() {
  heading("Report panel");
  await installHost();
  const { measurePanel } = await import("./panel.mjs");
  const { calls, figures } = await measurePanel();
  for (const [name, ms] of figures) say(`${calls.toLocaleString("en")} calls, ${name}: ${ms.toFixed(0)} ms`);
}

await main(async () => {
  const { values, positionals } = parseArgs({ options: { "no-host": { type: "boolean" } }, allowPositionals: true });
  await installProject();
  const vsix = await packageExtension();
  const folders = (positionals.length > 0 ? positionals : ["src", "examples"]).map((folder) =>
    resolve(process.env.INIT_CWD ?? ".", folder),
  );
  sizes(vsix);
  for (const [title, name] of [
    ["Counting", "tokens"],
    ["Parsing and analysis", "parse"],
    ["Latency", "latency"],
  ]) {
    heading(title);
    await bench(name, ...(name === "parse" ? folders : []));
  }
  heading("Command line, cold and warm");
  await bench("scan", ...folders);
  if (values["no-host"]) return;
  await panel();
  await activation();
});
