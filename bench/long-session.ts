/**
 * A long day in the editor: `npm run bench:session [-- --edits N --files N]`. The built server, its heap limit on, gets edits of many
 * kinds over many files through the protocol; what lives in its heap is printed as it goes, and must not grow.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Random, randomOf } from "../test/harness/fuzz/random";
import { type BuiltServer, startServer } from "./server";

const { values } = parseArgs({
  options: { edits: { type: "string", default: "10000" }, files: { type: "string", default: "50" } },
});
const edits = Number(values.edits);
const files = Number(values.files);
/** how often the heap is looked at */
const marks = 10;
/** edits between two looks at the figures */
const together = 10;

interface Heap {
  heapUsed: number;
  rss: number;
}

/** A file of its own wrapper, the calls of another one, and a model that all share. */
function sourceText(nth: number, random: Random): string {
  const models = ['"gpt-5"', '"gpt-4o-mini"', "MODEL", "process.env.MODEL", '"gpt-nope"'];
  const calls = Array.from(
    { length: 1 + random.below(12) },
    (_, n) => `export const answer${n} = (text: string) =>
  client.chat.completions.create({ model: ${random.pick(models)}, max_tokens: ${random.below(900)}, messages: [
    { role: "system", content: "Answer briefly. ${"Be kind. ".repeat(random.below(400))}" }, { role: "user", content: text }] });`,
  );
  const broken = random.below(8) === 0 ? random.pick(["const ((((", "`${", "}}}", "x = ["]) : "";
  return `import OpenAI from "openai";
import { MODEL, ask } from "./file${(nth + 1) % files}";
const client = new OpenAI();
export const MODEL${nth} = MODEL;
export function ask(prompt: string) { return client.responses.create({ model: "gpt-5-mini", input: prompt }); }
export const asked = () => ask("Why is the sky ${random.below(1_000)}?");
${broken}
${calls.join("\n")}
`;
}

/** What lives in the heap of a server that `heap.cjs` was loaded into. */
function heapOf({ child }: BuiltServer): () => Promise<Heap> {
  const heaps = createInterface(child.stdio[3] as Readable)[Symbol.asyncIterator]();
  return async () => {
    child.kill("SIGUSR2");
    return JSON.parse((await heaps.next()).value as string);
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tokenbill-session-"));
  const random = randomOf(11, 1);
  const server = startServer([folder], ["--expose-gc", "--require", resolve(__dirname, "heap.cjs")]);
  const { connection, stop } = server;
  const heap = heapOf(server);
  const uri = (path: string) => pathToFileURL(join(folder, path)).href;
  const documents = Array.from({ length: files }, (_, n) => ({ uri: uri(`file${n}.ts`), version: 1 }));
  for (let n = 0; n < files; n++) writeFileSync(join(folder, `file${n}.ts`), sourceText(n, random));
  await server.initialize();
  const open = (n: number) => {
    const textDocument = { ...documents[n]!, languageId: "typescript", text: sourceText(n, random) };
    return connection.sendNotification("textDocument/didOpen", { textDocument });
  };
  const look = ({ uri }: { uri: string }) =>
    Promise.all(
      ["textDocument/diagnostic", "textDocument/codeLens", "textDocument/inlayHint"].map((method) =>
        connection
          .sendRequest(method, { textDocument: { uri }, range: { start: at(0), end: at(9_999) } })
          .catch(() => {}),
      ),
    );
  const at = (line: number) => ({ line, character: 0 });
  for (let n = 0; n < files; n++) await open(n);
  const heaps: Heap[] = [];
  for (let done = 0, next = 0; done < edits; ) {
    const touched = Array.from({ length: together }, () => random.below(files));
    for (const n of touched) {
      const document = documents[n]!;
      const textDocument = { uri: document.uri, version: ++document.version };
      const contentChanges = [{ text: sourceText(n, random) }];
      if (random.below(50) === 0) {
        await connection.sendNotification("textDocument/didClose", { textDocument });
        await open(n);
      } else await connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
    }
    done += touched.length;
    await Promise.all([...new Set(touched)].map((n) => look(documents[n]!)));
    if (done < next) continue;
    next += edits / marks;
    heaps.push(await heap());
    const { heapUsed, rss } = heaps.at(-1)!;
    console.log(`${done} edits: ${Math.round(heapUsed / 1e6)} MB in the heap, ${Math.round(rss / 1e6)} MB in all`);
  }
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

void main();
