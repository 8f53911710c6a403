/** Fits data/token-families.json to measured usage: `npx tsx scripts/tokens/make-families.ts PATH`. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createTokenizers } from "../../src/engine/tokens/tokenizers";
import { readAsset } from "../../src/read-asset";
import { fitAll, measureAll } from "./fit";
import { readTruth } from "./truth";

const root = path.resolve(__dirname, "../..");
const rounded = (_: string, value: unknown) => (typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value);

const file = process.argv[2];
if (file) {
  const tokenizers = createTokenizers({ asset: (name) => readAsset(path.join(root, "data/vocabularies"), name) });
  const data = fitAll(measureAll(readTruth(file), tokenizers), tokenizers);
  writeFileSync(path.join(root, "data/token-families.json"), `${JSON.stringify(data, rounded, 1)}\n`);
} else {
  console.error("usage: npx tsx scripts/tokens/make-families.ts PATH");
  process.exitCode = 2;
}
