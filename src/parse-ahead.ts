import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { FlatTree, TreesAhead } from "./engine/syntax/ahead";

/** Fewer files are parsed before a thread has begun. */
const FEWEST_FILES = 300;
/** ms for a file that the thread has begun: parsing it takes some */
const PATIENCE = 30;
const HEAP_MB = 128;

/** Who parses a file: nobody yet, who needs it, or the thread. One byte a file, shared. */
export const Claim = { free: 0, own: 1, thread: 2 } as const;
/** The numbers that are shared: how many trees were sent, and the characters of those that nobody has taken yet. */
export const Shared = { sent: 0, waiting: 1 } as const;

/** What the thread begins with. */
export interface Order {
  folders: readonly string[];
  assets: string;
  paths: readonly string[];
  claims: Uint8Array;
  shared: Int32Array;
  port: MessagePort;
}

/** What it sends for a file that it claimed; no tree when there is none to be had. */
export interface Parsed {
  at: number;
  text: string;
  tree?: FlatTree;
}

export interface ParsingThread extends TreesAhead {
  /** settles when the thread has ended, whatever the reason */
  readonly ended: Promise<void>;
}

export interface ThreadOptions {
  folders: readonly string[];
  /** the folder of the product's own files */
  assets: string;
  /** the bundle that the thread runs */
  program: string;
  fewestFiles?: number;
}

/**
 * A thread that parses files of a workspace on disk while this one evaluates. A thread that fails or is killed costs a moment: what it
 * has not sent is parsed by whoever asks.
 */
export function parseAhead({ folders, assets, program, fewestFiles = FEWEST_FILES }: ThreadOptions): ParsingThread {
  let shared = new Int32Array(new SharedArrayBuffer(8));
  const parsed = new Map<number, Parsed>();
  let claims = new Uint8Array(new SharedArrayBuffer(0));
  let places = new Map<string, number>();
  let worker: Worker | undefined;
  let inbox: MessagePort | undefined;
  let hasEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    hasEnded = resolve;
  });

  function begin(paths: readonly string[]): void {
    if (worker !== undefined || paths.length < fewestFiles) return;
    shared = new Int32Array(new SharedArrayBuffer(8));
    claims = new Uint8Array(new SharedArrayBuffer(paths.length));
    places = new Map(paths.map((path, at) => [path, at]));
    const { port1, port2 } = new MessageChannel();
    inbox = port1;
    const order: Order = { folders, assets, paths, claims, shared, port: port2 };
    const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB };
    // what watches this process, a profiler or a preloaded module, is not for the thread
    const settings = { resourceLimits, execArgv: [], stderr: true };
    worker = new Worker(program, { workerData: order, transferList: [port2], ...settings });
    worker.on("error", () => {});
    worker.on("exit", hasEnded);
    worker.unref();
    port1.unref();
  }

  /** Who came too late gets nothing, and what it made is not kept. */
  function receive(port: MessagePort): void {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
      const message: Parsed = next.message;
      if (claims[message.at] === Claim.thread) parsed.set(message.at, message);
      else settle(message);
    }
  }

  function settle({ text }: Parsed): void {
    Atomics.sub(shared, Shared.waiting, text.length);
    Atomics.notify(shared, Shared.waiting);
  }

  function awaited(at: number, port: MessagePort): Parsed | undefined {
    const until = performance.now() + PATIENCE;
    for (;;) {
      const sent = Atomics.load(shared, Shared.sent);
      receive(port);
      const found = parsed.get(at);
      const left = until - performance.now();
      if (found !== undefined || left <= 0) return found;
      Atomics.wait(shared, Shared.sent, sent, left);
    }
  }

  function take(path: string, text: string): FlatTree | undefined {
    const at = places.get(path);
    if (at === undefined || inbox === undefined) return undefined;
    if (Atomics.compareExchange(claims, at, Claim.free, Claim.own) !== Claim.thread) return undefined;
    const found = awaited(at, inbox);
    Atomics.store(claims, at, Claim.own);
    if (found === undefined) return undefined;
    parsed.delete(at);
    settle(found);
    return found.text === text ? found.tree : undefined;
  }

  function end(): void {
    void worker?.terminate();
    worker = undefined;
    inbox?.close();
    inbox = undefined;
    parsed.clear();
    places.clear();
  }

  return { begin, take, end, ended };
}
