import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { defaultConfiguration } from "../../src/engine/configuration";
import { jsonReport } from "../../src/engine/reports/json";
import { createSession } from "../../src/engine/session";
import { memoryHost } from "../unit/host";
import { writeFillers } from "./case-source";

const folder = resolve(__dirname, "../cases");
const update = process.env["UPDATE"] === "1";
/** Prices are taken for this day, so that a price change that is announced for later does not move the reports. */
const day = "2026-11-20";

/** Folders of files with the report they give beside them: calls and findings across files. `UPDATE=1` writes it anew. */
describe("workspaces", () => {
  for (const name of readdirSync(folder).filter((each) => existsSync(join(folder, each, "files")))) {
    it(name, async function () {
      this.timeout(30_000);
      const report = await reportOf(join(folder, name, "files"));
      const expected = join(folder, name, "expected.json");
      if (update) writeFileSync(expected, report);
      assert.equal(report, readFileSync(expected, "utf8"));
      assert.equal(await reportOf(join(folder, name, "files")), report, "the same files give the same bytes");
    });
  }
});

async function reportOf(root: string): Promise<string> {
  const host = memoryHost({});
  for (const path of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!path.isFile()) continue;
    const file = join(path.parentPath, path.name);
    host.files.set(`/w/${relative(root, file).replaceAll("\\", "/")}`, writeFillers(readFileSync(file, "utf8")));
  }
  const session = await createSession(host, { ...defaultConfiguration, pricesAsOf: day });
  return jsonReport(await session.analyseWorkspace(), false);
}
