/** Counting speed, memory and time to the first count, beside js-tiktoken and gpt-tokenizer in the same run; then the other tokenizers. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { EncodingName } from "../src/engine/tokens/encoding";
import { createTokenizers, type Tokenizers } from "../src/engine/tokens/tokenizers";
import { readAsset } from "../src/read-asset";

const root = path.resolve(__dirname, "..");
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

function timed<T>(run: () => T): { ms: number; value: T } {
  const start = performance.now();
  const value = run();
  return { ms: performance.now() - start, value };
}

/** About 1 MB of this project's own dependencies: prose, code, JSON. */
function mixedText(): string {
  const parts: string[] = [];
  let size = 0;
  const visit = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const file = path.join(folder, name);
      if (statSync(file).isDirectory()) visit(file);
      else if (/\.(md|ts|js|json)$/.test(name) && size < 1e6) {
        const text = readFileSync(file, "utf8").slice(0, 40_000);
        parts.push(text);
        size += text.length;
      }
      if (size >= 1e6) return;
    }
  };
  for (const folder of ["yaml", "fast-check", "jsonc-parser", "mocha", "typescript"]) {
    const at = path.join(root, "node_modules", folder);
    try {
      visit(at);
    } catch {}
  }
  return parts.join("\n").slice(0, 1e6);
}

const texts = (): [string, string][] => [
  ["1 MB mixed text", mixedText()],
  ["100,000 × a", "a".repeat(100_000)],
  ["14,000 CJK, one run", "天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏".repeat(600).slice(0, 14_000)],
  ["1 MB of emoji", "😀🎉🚀👍🏽".repeat(50_000)],
  ["1 MB of spaces", " ".repeat(1e6)],
  ["1 MB of line breaks", "\n".repeat(1e6)],
];

function compare(tokenizers: Tokenizers): void {
  const global = globalThis as { gc?: () => void };
  global.gc?.();
  const before = process.memoryUsage();
  const first = timed(() => {
    const encoding = tokenizers.encoding("o200k");
    encoding.count("Hello, world");
    return encoding;
  });
  const second = timed(() => tokenizers.encoding("cl100k"));
  second.value.count("Hello, world");
  global.gc?.();
  const after = process.memoryUsage();
  const used = after.heapUsed + after.external - before.heapUsed - before.external;
  console.log(`first count, o200k: ${first.ms.toFixed(0)} ms; cl100k ready in ${second.ms.toFixed(0)} ms`);
  console.log(`memory of both encodings: ${megabytes(used)}${global.gc ? "" : " (run node with --expose-gc)"}`);

  const { Tiktoken } = require("js-tiktoken/lite");
  const oracle = new Tiktoken(
    require("js-tiktoken/ranks/o200k_base").default ?? require("js-tiktoken/ranks/o200k_base"),
  );
  const gpt = require("gpt-tokenizer/encoding/o200k_base");
  const own = first.value;
  console.log("\ninput | tokens | Tokenbill ms (best of 3) | gpt-tokenizer ms | js-tiktoken ms");
  for (const [name, text] of texts()) {
    const runs = [0, 1, 2].map(() => timed(() => own.count(text)));
    const best = Math.min(...runs.map((run) => run.ms));
    let others = "- | -";
    if (name === "1 MB mixed text") {
      const gptRuns = [0, 1, 2].map(() => timed(() => gpt.countTokens(text)));
      const js = timed(() => oracle.encode(text, [], []).length);
      others = `${Math.min(...gptRuns.map((run) => run.ms)).toFixed(0)} (first ${gptRuns[0]!.ms.toFixed(0)}) | ${js.ms.toFixed(0)}`;
      const same = runs[0]!.value === js.value && js.value === gptRuns[0]!.value;
      if (!same) others += ` DIFFER: ${runs[0]!.value} ${gptRuns[0]!.value} ${js.value}`;
    }
    console.log(`${name} | ${runs[0]!.value} | ${best.toFixed(0)} (first ${runs[0]!.ms.toFixed(0)}) | ${others}`);
  }
}

/** What the published tokenizers of other vendors add: each is read when a family first needs it. */
function compareOthers(tokenizers: Tokenizers): void {
  const names: EncodingName[] = ["tekken", "deepseek-v3", "qwen3", "gemma3"];
  const global = globalThis as { gc?: () => void };
  for (const name of names) {
    global.gc?.();
    const before = process.memoryUsage();
    const first = timed(() => tokenizers.encoding(name).count("Hello, world"));
    global.gc?.();
    const after = process.memoryUsage();
    const used = after.heapUsed + after.external - before.heapUsed - before.external;
    console.log(`${name}: first count ${first.ms.toFixed(0)} ms, ${megabytes(used)}`);
  }
  console.log(`\ninput | ${names.map((name) => `${name} tokens | ms (best of 3)`).join(" | ")}`);
  for (const [label, text] of texts()) {
    const cells = names.map((name) => {
      const runs = [0, 1, 2].map(() => timed(() => tokenizers.encoding(name).count(text)));
      return `${runs[0]!.value} | ${Math.min(...runs.map((run) => run.ms)).toFixed(0)}`;
    });
    console.log(`${label} | ${cells.join(" | ")}`);
  }
}

if (process.argv.includes("--child")) {
  const tokenizers = createTokenizers({ asset: (name) => readAsset(path.join(root, "data/vocabularies"), name) });
  compare(tokenizers);
  console.log();
  compareOthers(tokenizers);
} else {
  const node = ["--expose-gc", ...process.execArgv, __filename, "--child"];
  process.exitCode = spawnSync(process.execPath, node, { stdio: "inherit" }).status ?? 1;
}
