import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { randomOf } from "../../harness/fuzz/random";
import { pulling } from "./client";

const edits = 200;
const paths = ["support-assistant/src/policy.ts", "support-assistant/src/a.ts", "support-assistant/src/wrapper.ts"];

const caller = (model: string, question: string) => `import { ask } from "./wrapper";
export const answer = () => ask("${model}", "${question}");
`;
const wrapper = (cap: number) => `import OpenAI from "openai";
const openai = new OpenAI();
export function ask(model: string, question: string) {
  return openai.chat.completions.create({ model, max_completion_tokens: ${cap}, messages: [{ role: "user", content: question }] });
}
`;

/** The server as a process, with the documents that an editor holds: started again when it ends, as the editor's client does. */
function supervised(folder: string) {
  const documents = new Map<string, string>();
  let server: { child: ChildProcess; connection: ProtocolConnection };
  const uri = (path: string) => pathToFileURL(join(folder, path)).toString();
  const version = { now: 0 };

  async function start(): Promise<void> {
    const child = spawn(process.execPath, [resolve("dist/server.js"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    // what was on its way to a process that was killed is lost
    child.stdin!.on("error", () => {});
    const reader = new StreamMessageReader(child.stdout!);
    // A message that the kill cut off never gets its rest: a timer that waits for it would keep this process alive.
    reader.partialMessageTimeout = 0;
    const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin!));
    const workspaceFolders = [{ uri: pathToFileURL(folder).toString(), name: "w" }];
    connection.onError(() => {});
    connection.onRequest("workspace/configuration", () => [{}]);
    connection.onRequest("workspace/workspaceFolders", () => workspaceFolders);
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.listen();
    server = { child, connection };
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: pulling,
      workspaceFolders,
    });
    await connection.sendNotification("initialized", {});
    for (const [path, text] of documents) await open(path, text);
  }

  function open(path: string, text: string): Promise<void> {
    const textDocument = { uri: uri(path), languageId: "typescript", version: ++version.now, text };
    return server.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  return {
    start,
    async edit(path: string, text: string) {
      const isNew = !documents.has(path);
      documents.set(path, text);
      if (isNew) return open(path, text).catch(() => {});
      const textDocument = { uri: uri(path), version: ++version.now };
      await server.connection
        .sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ text }] })
        .catch(() => {});
    },
    /** Asks for something, and does not wait for the answer. */
    ask(path: string) {
      const params = { textDocument: { uri: uri(path) } };
      server.connection.sendRequest("textDocument/codeLens", params).catch(() => {});
    },
    async kill() {
      const { child, connection } = server;
      const ended = new Promise((settle) => child.once("exit", settle));
      child.kill("SIGKILL");
      await ended;
      connection.dispose();
      await start();
    },
    /** All lenses and findings of all documents, once each of them was looked at: a wrapper's callers are known by then. */
    async figures(): Promise<string> {
      const found: unknown[] = [];
      for (const path of documents.keys())
        await server.connection.sendRequest("textDocument/codeLens", { textDocument: { uri: uri(path) } });
      for (const path of [...documents.keys()].sort()) {
        const params = { textDocument: { uri: uri(path) } };
        found.push(path, await server.connection.sendRequest("textDocument/codeLens", params));
        const { items } = await server.connection.sendRequest<{ items: { message: string; range: unknown }[] }>(
          "textDocument/diagnostic",
          params,
        );
        found.push(items.map(({ message, range }) => ({ message, range })));
      }
      return JSON.stringify(found, (key, value) => (key === "version" ? undefined : value), 1);
    },
    documents,
    stop() {
      server.connection.dispose();
      server.child.kill("SIGKILL");
    },
  };
}

describe("killed at random moments", function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-kill-"));
    cpSync("examples", folder, { recursive: true });
    for (const path of paths.slice(1)) writeFileSync(join(folder, path), "");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it(`the server says after ${edits} edits what a fresh one says`, async () => {
    const random = randomOf(7, 1);
    const editor = supervised(folder);
    await editor.start();
    const texts = [
      () => [paths[0]!, readFileSync(join(folder, paths[0]!), "utf8").slice(0, random.below(4_000))],
      () => [
        paths[1]!,
        caller(random.pick(["gpt-5", "gpt-4o-mini", "o3", "gpt-nope"]), "Why? ".repeat(random.below(50))),
      ],
      () => [paths[2]!, random.pick([wrapper(random.below(4_000)), "const ((((", wrapper(9)])],
    ] as const;
    let kills = 0;
    for (let edit = 0; edit < edits; edit++) {
      const [path, text] = random.pick(texts)() as [string, string];
      await editor.edit(path, text);
      if (random.below(3) === 0) editor.ask(path);
      if (random.below(5) === 0) await new Promise((resume) => setTimeout(resume, random.below(40)));
      if (random.below(20) > 0) continue;
      kills += 1;
      await editor.kill();
    }
    await editor.edit(paths[2]!, wrapper(700));
    await editor.edit(paths[1]!, caller("gpt-5", "Why is the sky blue?"));
    const figures = await editor.figures();
    editor.stop();
    const fresh = supervised(folder);
    for (const [path, text] of editor.documents) fresh.documents.set(path, text);
    await fresh.start();
    const expected = await fresh.figures();
    fresh.stop();
    assert.ok(kills >= 5, `${kills} kills`);
    assert.match(expected, /\$\d/);
    assert.equal(figures, expected);
  });

  it("the command line leaves kept results that are whole, or none", async () => {
    const random = randomOf(8, 1);
    const cache = join(folder, "cache");
    const scan = (...options: string[]) => {
      const args = [
        resolve("dist/cli.js"),
        "scan",
        join(folder, "support-assistant"),
        "--format",
        "json",
        "--fail-on",
        "never",
      ];
      const child = spawn(process.execPath, [...args, ...options], {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache },
      });
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      const ended = new Promise<string>((settle) => child.on("close", () => settle(text)));
      return { child, ended };
    };
    for (let round = 0; round < 6; round++) {
      const question = `const question${round} = "Round ${round}";\n`;
      writeFileSync(join(folder, paths[1]!), question + caller("gpt-5", "Why?"));
      writeFileSync(join(folder, paths[2]!), wrapper(100 + round));
      const { child, ended } = scan();
      setTimeout(() => child.kill("SIGKILL"), 100 + random.below(500));
      await ended;
    }
    const fresh = await scan("--no-cache").ended;
    assert.equal(await scan().ended, fresh);
    assert.equal(await scan().ended, fresh);
    assert.ok(JSON.parse(fresh).calls.length > 3);
    const kept = readdirSync(cache, { recursive: true, encoding: "utf8" });
    assert.ok(kept.some((name) => name.endsWith(".bin")));
  });
});
