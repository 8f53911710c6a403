/**
 * Keystroke to diagnostics: the built server, a 1,000-line file, one letter typed into a prompt, then a pull of the figures.
 * npx tsx bench/latency.ts [FOLDER]: with a folder, again while the server is reading it.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startServer } from "./server";

const rounds = 120;

/** 40 calls among plain code, 25 lines each. */
function sourceText(): string {
  const block = (n: number) => [
    `export async function answer${n}(question: string, items: string[]) {`,
    `  const lines = items.map((item, index) => index + ": " + item);`,
    ...Array.from(
      { length: 8 },
      (_, i) => `  const step${i} = lines.slice(${i}).filter((line) => line.length > ${i});`,
    ),
    `  const response = await client.chat.completions.create({`,
    `    model: "gpt-4o",`,
    `    max_tokens: 500,`,
    `    messages: [`,
    `      { role: "system", content: "You answer questions about orders. Be brief, be kind, name the order. Variant ${n}." },`,
    `      { role: "user", content: \`Question: \${question}\\nItems:\\n\${lines.join("\\n")}\` },`,
    `    ],`,
    `  });`,
    `  return step0.concat(step7, response.choices[0]?.message.content ?? "");`,
    `}`,
    ...Array.from({ length: 5 }, (_, i) => `export const value${n}x${i} = ${n} * ${i};`),
  ];
  const lines = ['import OpenAI from "openai";', "const client = new OpenAI();"];
  for (let n = 0; lines.length < 1000; n++) lines.push(...block(n));
  return `${lines.slice(0, 1000).join("\n")}\n`;
}

const quantile = (sorted: number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;
const ms = (value: number) => `${value.toFixed(1)} ms`;

/** @param other a folder that the workspace holds too: the typing is measured while it is being analysed */
async function measure(folder: string, other?: string): Promise<void> {
  const file = join(folder, "orders.ts");
  const text = sourceText();
  writeFileSync(file, text);
  const uri = pathToFileURL(file).href;
  const started = performance.now();
  const { connection, child, initialize, stop } = startServer([folder, ...(other ? [other] : [])]);
  let analysed = false;
  connection.onNotification("tokenbill/status", ({ state }: { state: string }) => {
    if (state === "ready") analysed = true;
  });
  const diagnostics = () =>
    connection.sendRequest<{ items: unknown[] }>("textDocument/diagnostic", { textDocument: { uri } });
  try {
    await initialize();
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 1, text },
    });
    const first = await diagnostics();
    console.log(
      `process start to first diagnostics: ${ms(performance.now() - started)} (${first.items.length} findings)`,
    );
    const line = text.split("\n").findIndex((one) => one.includes("Be brief"));
    const character = text.split("\n")[line]!.indexOf("Be brief");
    const times: number[] = [];
    for (let n = 0; other ? !analysed : n < rounds; n++) {
      const at = { line, character };
      const start = performance.now();
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version: n + 2 },
        contentChanges: [{ range: { start: at, end: at }, text: "x" }],
      });
      await diagnostics();
      times.push(performance.now() - start);
      await new Promise((done) => setTimeout(done, 20));
    }
    const sorted = times.slice(other ? 0 : 20).sort((a, b) => a - b);
    const when = other ? `, while ${other} is being analysed (${times.length} keystrokes)` : "";
    console.log(
      `keystroke to diagnostics, 1,000 lines${when}: p50 ${ms(quantile(sorted, 0.5))}, p95 ${ms(quantile(sorted, 0.95))}, the server's debounce included`,
    );
    await stop();
  } finally {
    child.kill();
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tokenbill-latency-"));
  try {
    await measure(folder);
    const [other] = process.argv.slice(2);
    if (other !== undefined) await measure(folder, other);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
