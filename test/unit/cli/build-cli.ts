import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

const root = resolve(__dirname, "../../..");

/** Bundles the command line as it stands into a folder, with the product's assets beside it. Answers with its path. */
export function buildCli(folder: string): string {
  const cli = join(folder, "dist", "cli.js");
  buildSync({
    entryPoints: [join(root, "src/cli/main.ts")],
    outfile: cli,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  symlinkSync(join(root, "dist", "assets"), join(folder, "dist", "assets"));
  return cli;
}
