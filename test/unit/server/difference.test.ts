import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver/node";
import type { DifferenceData } from "../../../src/panel/messages";
import { type Client, startClient } from "./client";

describe("the work since the last commit", () => {
  let folder: string;
  let client: Client;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-difference-"));
    cpSync("examples", folder, { recursive: true });
  });
  afterEach(async () => {
    await client.stop();
    assert.deepEqual(client.log, []);
    rmSync(folder, { recursive: true, force: true });
  });
  const git = (...args: string[]) => {
    const who = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org", "-c", "commit.gpgsign=false"];
    assert.equal(spawnSync("git", [...who, "-C", folder, ...args]).status, 0);
  };
  const ask = () => client.connection.sendRequest<DifferenceData>("tokenbill/difference", {});

  it("is compared as the editor has it, saved or not", async () => {
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "a step");
    client = await startClient([folder]);
    const before = await ask();
    assert.ok(before.ok);
    assert.deepEqual([before.once.difference, before.rows], ["±$0", []]);
    const uri = client.open("support-assistant/src/answer.ts");
    client.change(uri, client.text(uri).replaceAll(/max_tokens: \d+/g, "max_tokens: 4000"));
    const after = await ask();
    assert.ok(after.ok);
    assert.deepEqual(
      after.rows.map(({ kind, place, amount }) => [kind, place?.uri, amount! > 0]),
      [["changed", uri, true]],
    );
    assert.equal(after.unchanged, before.unchanged - 1);
    assert.match(after.once.difference, /^±\$0 to \+\$0\.\d+$/);
  });

  it("is given up when nobody waits for it any more", async () => {
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "a step");
    client = await startClient([folder]);
    await client.connection.sendRequest("tokenbill/report", {});
    const asked = new CancellationTokenSource();
    const answer = client.connection.sendRequest("tokenbill/difference", {}, asked.token);
    setTimeout(() => asked.cancel(), 20);
    await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
    const again = await ask();
    assert.ok(again.ok);
  });

  it("is not there without a repository, and says so", async () => {
    client = await startClient([folder]);
    const answer = await ask();
    assert.ok(!answer.ok);
    assert.match(answer.reason, /is in no git repository\.$/);
  });
});
