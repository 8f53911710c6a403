import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { inRoot } from "../../scripts/lib/steps.mjs";

/** Bundles test/vscode for the extension host; mocha stays outside and is found from the project's node_modules. */
export async function bundleInHostTests() {
  const outdir = inRoot("out", "host");
  rmSync(outdir, { recursive: true, force: true });
  const tests = readdirSync(inRoot("test", "vscode")).filter((file) => file.endsWith(".test.ts"));
  await build({
    entryPoints: ["index.ts", ...tests].map((file) => inRoot("test", "vscode", file)),
    outdir,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return { entry: join(outdir, "index.js"), count: tests.length };
}
