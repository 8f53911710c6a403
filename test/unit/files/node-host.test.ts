import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNodeHost } from "../../../src/node-host";

describe("host over the disk", () => {
  const root = mkdtempSync(join(tmpdir(), "tokenbill-"));
  const inside = (...names: string[]) => [root, "w", ...names].join("/");
  const host = createNodeHost([inside()], root);

  before(() => {
    mkdirSync(inside("src"), { recursive: true });
    mkdirSync(join(root, "secret"));
    writeFileSync(inside("src", "a.ts"), "a");
    writeFileSync(join(root, "secret", "key.ts"), "k");
    symlinkSync(inside("src"), inside("linked"));
    symlinkSync(inside("src", "a.ts"), inside("alias.ts"));
    symlinkSync(join(root, "secret"), inside("way-out"));
    symlinkSync(join(root, "secret", "key.ts"), inside("leak.ts"));
  });
  after(() => rmSync(root, { recursive: true }));

  it("reads files, also through links that stay inside", () => {
    for (const path of [inside("src", "a.ts"), inside("linked", "a.ts"), inside("alias.ts")]) {
      assert.equal(new TextDecoder().decode(host.read(path)), "a", path);
      assert.equal(host.stat(path)?.size, 1);
    }
    assert.deepEqual(host.readDirectory(inside("linked")), [{ name: "a.ts", kind: "file" }]);
    assert.equal(host.stat(inside())?.kind, "directory");
  });

  it("answers as if nothing stood there for what leads outside", () => {
    const outside = [inside("way-out", "key.ts"), inside("leak.ts"), inside("..", "secret", "key.ts"), join(root, "x")];
    for (const path of outside) {
      assert.equal(host.read(path), undefined, path);
      assert.equal(host.stat(path), undefined, path);
    }
    for (const path of [inside("way-out"), inside(".."), inside("src", "..", "..")]) {
      assert.equal(host.readDirectory(path), undefined, path);
      assert.equal(host.stat(path), undefined, path);
    }
  });

  it("sees a folder that was replaced by a link, a moment later", async () => {
    mkdirSync(inside("later"));
    writeFileSync(inside("later", "key.ts"), "mine");
    assert.ok(host.read(inside("later", "key.ts")));
    rmSync(inside("later"), { recursive: true });
    symlinkSync(join(root, "secret"), inside("later"));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    assert.equal(host.read(inside("later", "key.ts")), undefined);
  });
});
