import assert from "node:assert/strict";
import { basename, dirname, extname, isInside, join, relativePath } from "../../../src/engine/files/paths";

describe("paths", () => {
  it("joins and normalises, and never climbs above the root", () => {
    assert.equal(join("/a/b", "../c", "./d.ts"), "/a/c/d.ts");
    assert.equal(join("/a", "../../../x"), "/x");
    assert.equal(join("vscode-vfs://github/o/r", "../../../../x"), "vscode-vfs://github/x");
    assert.equal(join("C:/a", "b"), "C:/a/b");
  });

  it("takes paths apart", () => {
    assert.equal(dirname("/a/b.ts"), "/a");
    assert.equal(dirname("/a"), "/");
    assert.equal(basename("/a/b.ts"), "b.ts");
    assert.equal(extname("/a.b/C.TSX"), ".tsx");
    assert.equal(extname("/a/.env"), "");
  });

  it("knows a folder from a longer name", () => {
    assert.equal(isInside("/app-old/a", "/app"), false);
    assert.equal(isInside("/app/a", "/app"), true);
    assert.equal(isInside("/a", "/"), true);
  });

  it("shortens paths, with the folder's name where there are several", () => {
    assert.equal(relativePath("/w/a/b.ts", ["/w"]), "a/b.ts");
    assert.equal(relativePath("/w/a/b.ts", ["/w", "/v"]), "w/a/b.ts");
    assert.equal(relativePath("/x/b.ts", ["/w"]), "/x/b.ts");
  });
});
