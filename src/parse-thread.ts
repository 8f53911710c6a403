import { workerData } from "node:worker_threads";
import { createPrefilter } from "./engine/files/prefilter";
import { decodeSource, oddity, readBytes } from "./engine/files/read-source";
import { sdks } from "./engine/sdks";
import { prefilter } from "./engine/sdks/prefilter";
import { createParsers, languageOf, ParserAborted, withoutByteOrderMark } from "./engine/syntax";
import type { FlatTree } from "./engine/syntax/ahead";
import { createNodeHost } from "./node-host";
import { Claim, type Order, type Parsed, Shared } from "./parse-ahead";

/** What the thread of parse-ahead.ts runs. It has no event loop to speak of: it goes through its files and is done. */

/** Characters of the texts whose trees wait to be taken; a tree takes about three times its text. */
const MOST_WAITING = 3_000_000;
/** ms until it looks again whether some were taken, had nobody told it */
const PAUSE = 1_000;
/** Larger or slower files are left to whoever asks for them: that has the limits of the configuration. */
const MOST_BYTES = 1_000_000;
const MOST_SECONDS = 5;

const { folders, assets, paths, claims, shared, port }: Order = workerData;
const host = createNodeHost(folders, assets);
const mayMatter = createPrefilter(() => prefilter(sdks));

/** The text of a file that will be parsed; undefined for all others. */
function candidate(path: string): string | undefined {
  // a notebook's text is made of its cells
  if (languageOf(path) === undefined || path.endsWith(".ipynb")) return undefined;
  const read = readBytes(host, path, MOST_BYTES);
  if ("reason" in read || !mayMatter(read.bytes)) return undefined;
  const source = decodeSource(read.bytes);
  return "reason" in source || oddity(source.text) !== undefined ? undefined : withoutByteOrderMark(source.text);
}

function awaitRoom(): void {
  for (;;) {
    const waiting = Atomics.load(shared, Shared.waiting);
    if (waiting < MOST_WAITING) return;
    Atomics.wait(shared, Shared.waiting, waiting, PAUSE);
  }
}

function send(message: Parsed): void {
  const { tree } = message;
  const arrays = tree ? [tree.types, tree.fields, tree.starts, tree.ends, tree.nexts] : [];
  Atomics.add(shared, Shared.waiting, message.text.length);
  port.postMessage(
    message,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
  Atomics.add(shared, Shared.sent, 1);
  Atomics.notify(shared, Shared.sent);
}

async function run(): Promise<void> {
  const parsers = await createParsers(host);
  for (const [at, path] of paths.entries()) {
    if (claims[at] !== Claim.free) continue;
    const text = candidate(path);
    if (text === undefined) continue;
    awaitRoom();
    if (Atomics.compareExchange(claims, at, Claim.free, Claim.thread) !== Claim.free) continue;
    let tree: FlatTree | undefined;
    try {
      tree = parsers.flatten(path, text, MOST_SECONDS);
    } catch (error) {
      // Whoever asks finds out what is wrong with the file, and says so.
      if (error instanceof ParserAborted) return send({ at, text });
    }
    send({ at, text, ...(tree && { tree }) });
  }
}

void run();
