import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { defaultConfiguration } from "../../../src/engine/configuration";
import { moneyIn } from "../../../src/engine/costs/money";
import { formatReport } from "../../../src/engine/reports";
import { billOf, differenceOf } from "../../../src/engine/reports/difference";
import { formatDifference } from "../../../src/engine/reports/difference-text";
import { createSession } from "../../../src/engine/session";
import { createNodeHost } from "../../../src/node-host";
import { readAsset } from "../host";

const root = resolve(__dirname, "../../..");

function validator(schema = "docs/report.schema.json") {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(root, schema), "utf8")));
}

describe("JSON report", () => {
  it("keeps the documented contract on the example workspace", async () => {
    const host = { ...createNodeHost([join(root, "examples")], root), asset: readAsset };
    const session = await createSession(host, { ...defaultConfiguration, pricesAsOf: "2026-11-23" });
    const report = await session.analyseWorkspace();
    const document = JSON.parse(formatReport(report, "json", { includeTests: false, limit: 20 }));
    const validate = validator();
    const valid: boolean = validate(document);
    assert.ok(valid, JSON.stringify(validate.errors?.slice(0, 5), null, 1));
    assert.ok(document.calls.length >= 12);
    assert.ok(document.totals.floor > 0 && document.totals.withCap > document.totals.floor);
    const kinds = new Set(document.calls.map((call: { kind: string }) => call.kind));
    assert.ok(kinds.has("wrapper-caller") && kinds.has("embedding") && kinds.has("call"), [...kinds].join());
  });

  it("would notice a wrong document", () => {
    assert.equal(validator()({ version: 1, calls: [{}] }), false);
  });

  it("keeps the documented contract of a difference", async () => {
    const host = { ...createNodeHost([join(root, "examples")], root), asset: readAsset };
    const session = await createSession(host, { ...defaultConfiguration, pricesAsOf: "2026-11-23" });
    const bill = async () => billOf(await session.analyseWorkspace(), false);
    const before = await bill();
    const write = (file: string, change: (text: string) => string) => {
      const path = join(root, "examples/support-assistant/src", file);
      session.open(path, change(readFileSync(path, "utf8")), 1);
    };
    write("models.ts", (text) => text.replace(/CLASSIFIER_MODEL = "[^"]*"/, 'CLASSIFIER_MODEL = "gpt-5.5-pro"'));
    write("answer.ts", () => "export {};");
    const after = await bill();
    const options = { base: "HEAD (3f2a1c0b)", pricesAsOf: "2026-11-23", money: moneyIn(), limit: 1 };
    const validate = validator("docs/difference.schema.json");
    for (const sides of [
      [before, after],
      [after, before],
    ] as const) {
      const document = JSON.parse(formatDifference(differenceOf(...sides), "json", options));
      const valid: boolean = validate(document);
      assert.ok(valid, JSON.stringify(validate.errors?.slice(0, 5), null, 1));
      assert.ok(document.changes.length >= 2, "every change is in it");
    }
    assert.equal(validate({ version: 1 }), false);
  });
});
