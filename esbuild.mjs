// Builds dist/: the extension, its language server, the command line, the report panel, and the assets they load on demand.
// node esbuild.mjs [--production] [--watch]
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = join(root, "dist");
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};
const node = { ...shared, platform: "node", format: "cjs", target: "node20.19", mainFields: ["module", "main"] };
const browser = { ...shared, platform: "browser", format: "iife", target: "es2022" };

const bundles = [
  {
    ...node,
    entryPoints: ["src/extension/extension.ts"],
    outfile: "dist/extension.js",
    // The client is read after the activation, which is not to wait for it; as a module of the extension host, it is required.
    external: ["vscode", "./client"],
    supported: { "dynamic-import": false },
  },
  { ...node, entryPoints: ["src/extension/client.ts"], outfile: "dist/client.js", external: ["vscode"] },
  { ...node, entryPoints: ["src/server/server.ts"], outfile: "dist/server.js" },
  { ...node, entryPoints: ["src/cli/main.ts"], outfile: "dist/cli.js", banner: { js: "#!/usr/bin/env node" } },
  { ...node, entryPoints: ["src/parse-thread.ts"], outfile: "dist/parse-thread.js" },
  { ...browser, entryPoints: ["src/panel/panel.ts"], outfile: "dist/panel.js" },
  { ...browser, entryPoints: ["src/panel/panel.css"], outfile: "dist/panel.css" },
].filter(({ entryPoints }) => entryPoints.every((file) => existsSync(join(root, file))));

const grammars = ["typescript", "tsx", "javascript", "python"];

/** What the engine reads of data/; the rest of that folder is what these are made from. */
const data = ["models.json", "token-families.json"];

/** Files that are read at run time, by name: parsers, vocabularies, the catalogue. */
function copyAssets() {
  const assets = join(dist, "assets");
  mkdirSync(assets, { recursive: true });
  const wasm = join(root, "node_modules", "@vscode", "tree-sitter-wasm", "wasm");
  const files = ["tree-sitter.wasm", ...grammars.map((name) => `tree-sitter-${name}.wasm`)].map((name) =>
    join(wasm, name),
  );
  files.push(...data.map((name) => join(root, "data", name)).filter((file) => existsSync(file)));
  const vocabularies = join(root, "data", "vocabularies");
  files.push(
    ...readdirSync(vocabularies)
      .filter((name) => name.endsWith(".br"))
      .map((name) => join(vocabularies, name)),
  );
  for (const file of files) writeIfChanged(join(assets, basename(file)), readFileSync(file));
  return files.map((file) => basename(file));
}

function writeIfChanged(path, bytes) {
  if (existsSync(path) && statSync(path).size === bytes.length && readFileSync(path).equals(bytes)) return;
  writeFileSync(path, bytes);
}

/** What an earlier build left and this one does not make. */
function removeStale(assetNames) {
  const made = new Set(bundles.flatMap(({ outfile, sourcemap }) => [outfile, sourcemap ? `${outfile}.map` : outfile]));
  for (const name of readdirSync(dist)) {
    if (name !== "assets" && !made.has(`dist/${name}`)) rmSync(join(dist, name), { recursive: true });
  }
  for (const name of readdirSync(join(dist, "assets"))) {
    if (!assetNames.includes(name)) rmSync(join(dist, "assets", name), { recursive: true });
  }
}

mkdirSync(dist, { recursive: true });
const assetNames = copyAssets();
if (watch) {
  console.log("[watch] build started");
  const report = { name: "report", setup: ({ onEnd }) => void onEnd(() => console.log("[watch] build finished")) };
  await Promise.all(bundles.map(async (options) => (await context({ ...options, plugins: [report] })).watch()));
} else {
  const results = await Promise.all(bundles.map((options) => build(options))).catch(() => process.exit(1)); // esbuild has printed why
  if (existsSync(join(dist, "cli.js"))) chmodSync(join(dist, "cli.js"), 0o755);
  removeStale(assetNames);
  if (production) {
    mkdirSync(join(root, "out"), { recursive: true });
    const inputs = [...new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)))].sort();
    writeFileSync(join(root, "out", "bundled.json"), `${JSON.stringify(inputs, null, 1)}\n`);
  }
}
