import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listFiles } from "../../../src/engine/files/list-files";
import type { FileNote } from "../../../src/engine/session";
import { createNodeHost } from "../../../src/node-host";
import { memoryHost } from "../host";

function list(files: Record<string, string>, exclude: string[] = []): string[] {
  const notes: FileNote[] = [];
  const { files: found } = listFiles(memoryHost(files), {
    wanted: (path) => path.endsWith(".ts"),
    exclude,
    note: (note) => notes.push(note),
  });
  assert.deepEqual(notes, []);
  return found;
}

describe("list files", () => {
  it("lists wanted files below the folder, sorted", () => {
    assert.deepEqual(list({ "/w/b.ts": "", "/w/a/c.ts": "", "/w/a.md": "" }), ["/w/a/c.ts", "/w/b.ts"]);
  });

  it("leaves out dependency folders whatever the ignore files say", () => {
    assert.deepEqual(list({ "/w/node_modules/x/i.ts": "", "/w/.venv/i.ts": "", "/w/i.ts": "" }), ["/w/i.ts"]);
  });

  it("respects ignore files at every level, and the deeper one wins", () => {
    const files = {
      "/w/.gitignore": "build/\n*.gen.ts\n",
      "/w/build/i.ts": "",
      "/w/src/x.gen.ts": "",
      "/w/src/keep/.gitignore": "!x.gen.ts\n",
      "/w/src/keep/x.gen.ts": "",
      "/w/src/.tokenbillignore": "old/\n",
      "/w/src/old/i.ts": "",
    };
    assert.deepEqual(list(files), ["/w/src/keep/x.gen.ts"]);
  });

  it("respects the configured patterns", () => {
    assert.deepEqual(list({ "/w/legacy/i.ts": "", "/w/i.ts": "" }, ["legacy/"]), ["/w/i.ts"]);
  });

  it("is not trapped by a loop of links, and does not follow a link out of the folder", () => {
    const root = mkdtempSync(join(tmpdir(), "tokenbill-"));
    try {
      mkdirSync(join(root, "w", "sub"), { recursive: true });
      writeFileSync(join(root, "outside.ts"), "");
      writeFileSync(join(root, "w", "real.ts"), "");
      symlinkSync(join(root, "w"), join(root, "w", "sub", "loop"));
      symlinkSync(join(root, "outside.ts"), join(root, "w", "leak.ts"));
      symlinkSync(join(root, "w", "real.ts"), join(root, "w", "inside.ts"));
      const host = createNodeHost([join(root, "w")], root);
      const { files: found } = listFiles(host, { wanted: (path) => path.endsWith(".ts"), exclude: [], note: () => {} });
      assert.deepEqual(found.map((path) => path.slice(path.lastIndexOf("/") + 1)).sort(), ["inside.ts", "real.ts"]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it("names a folder that cannot be read", () => {
    const notes: FileNote[] = [];
    const host = { ...memoryHost({ "/w/a.ts": "" }), readDirectory: () => undefined };
    assert.deepEqual(listFiles(host, { wanted: () => true, exclude: [], note: (note) => notes.push(note) }).files, []);
    assert.deepEqual(notes, [{ path: "/w", reason: "the folder could not be read" }]);
  });

  it("follows ignore rules up to a number of comparisons, and says where it stopped", () => {
    const notes: FileNote[] = [];
    const host = memoryHost({ "/w/.gitignore": "a.ts\nb.ts\nc.ts", "/w/a.ts": "", "/w/b.ts": "", "/w/c.ts": "" });
    const { files: found } = listFiles(host, {
      wanted: (path) => path.endsWith(".ts"),
      exclude: [],
      note: (note) => notes.push(note),
      mostComparisons: 6,
    });
    assert.deepEqual(found, ["/w/c.ts"]);
    assert.deepEqual(notes, [
      { path: "/w", reason: "there are too many ignore rules: what they ignore is read from here on" },
    ]);
  });
});
