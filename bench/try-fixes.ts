/**
 * Every fix that the findings of a folder offer, tried on a copy in memory: `npm run try-fixes -- FOLDER…`.
 * Says what was tried by rule, and each fix that does not hold, with its cause. Ends with 1 when there is one.
 */
import { resolve } from "node:path";
import { type FixProof, proveFixes } from "./fixes/prove-fixes";

const assets = resolve(__dirname, "../dist/assets");

async function main(): Promise<void> {
  const folders = process.argv.slice(2);
  if (folders.length === 0) {
    console.error("usage: npm run try-fixes -- FOLDER…");
    process.exitCode = 2;
    return;
  }
  for (const folder of folders) show(folder, await proveFixes(resolve(folder), assets));
}

function show(folder: string, { trials, unchecked }: FixProof): void {
  const bad = trials.filter(({ problems }) => problems.length > 0);
  console.log(`\n${folder}: ${trials.length} tried, ${bad.length} bad`);
  for (const note of unchecked) console.log(`  not checked: ${note}`);
  const kinds = new Map<string, { tried: number; bad: number }>();
  for (const { rule, safety, problems } of trials) {
    const kind = `${rule} (${safety})`;
    const { tried, bad: before } = kinds.get(kind) ?? { tried: 0, bad: 0 };
    kinds.set(kind, { tried: tried + 1, bad: before + (problems.length > 0 ? 1 : 0) });
  }
  for (const [kind, { tried, bad: count }] of [...kinds].sort()) console.log(`  ${kind}: ${tried} tried, ${count} bad`);
  for (const { rule, place, title, problems } of bad) console.log(`  ✗ ${place} ${rule} "${title}": ${problems[0]}`);
  if (bad.length > 0) process.exitCode = 1;
}

void main();
