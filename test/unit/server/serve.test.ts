import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CreateFile, Diagnostic, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ReportData, WhatIfData } from "../../../src/panel/messages";
import { type BaselineText, methods } from "../../../src/server/protocol";
import { type Client, pulling, startClient } from "./client";

const classify = `import OpenAI from "openai";
const openai = new OpenAI();
export async function classify(message: string) {
  return openai.chat.completions.create({
    model: "gpt-5",
    max_completion_tokens: 20,
    messages: [
      { role: "system", content: "Classify the message. Answer with one of: billing, delivery, other." },
      { role: "user", content: message },
    ],
  });
}
`;

describe("the language server", () => {
  let folder: string;
  let client: Client;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-server-"));
    cpSync("examples", folder, { recursive: true });
  });
  afterEach(async () => {
    await client.stop();
    assert.deepEqual(client.log, []);
    rmSync(folder, { recursive: true, force: true });
  });

  const rules = (diagnostics: Diagnostic[]) => diagnostics.map(({ code }) => code);

  it("answers with a lens a call and the squiggles of the file", async () => {
    client = await startClient([folder]);
    const uri = client.open("src/a.ts", classify);
    assert.deepEqual(
      (await client.lenses(uri)).map((title) => title.replace(/[\d.,]+/g, "#")),
      ["#+ in · ≤ # out · $#–$#+ a call"],
    );
    assert.ok(rules(await client.diagnostics(uri)).includes("use-cheaper-model"));
  });

  it("says what is known of a prompt where it stands, also where it is billed at its callers", async () => {
    client = await startClient([folder]);
    const thin =
      'import OpenAI from "openai";\nexport const send = (input: string) => new OpenAI().responses.create({ model: "gpt-5", input });\n';
    const uri = client.open("src/a.ts", `${classify}classify("Where is my parcel?");\n${thin}send("Good morning");\n`);
    const titles = (await client.lenses(uri)).filter((title) => title.includes("called from"));
    assert.match(titles[0] ?? "", /^\d\d\+ in · called from 1 place, billed there$/);
    assert.deepEqual(titles.slice(1), ["called from 1 place, billed there"]);
  });

  it("explains the figures in the hover and reads nothing of the workspace as Markdown", async () => {
    client = await startClient([folder]);
    const uri = client.open(
      "src/a.ts",
      classify
        .replace("(message: string)", "(evil: string)")
        .replace("content: message", "content: evil.a['](http://x)']"),
    );
    const hover = await client.hover(uri, "completions.create");
    assert.match(hover, /\| Part \| &emsp;Tokens \| &emsp;Basis \|\n\| :---/);
    assert.match(hover, /^\*\*[^*]+\*\* · \\\$[\d\\.]+.* a call · openai$/m);
    assert.match(hover, /Floor: known input/);
    assert.doesNotMatch(hover, /\]\(http/);
  });

  it("reads the workspace anew for other settings, and not for the same that a client tells again", async () => {
    let preset = "recommended";
    client = await startClient([folder], pulling, () => ({ preset }));
    let begun = 0;
    client.connection.onNotification("tokenbill/status", ({ state }) => {
      if (state === "analysing") begun += 1;
    });
    await client.connection.sendRequest("tokenbill/report", {});
    const before = begun;
    const told = () => client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    const report = () => client.connection.sendRequest("tokenbill/report", {});
    for (let times = 0; times < 3; times++) {
      await told();
      await new Promise((resume) => setTimeout(resume, 30));
      await report();
    }
    assert.equal(begun, before);
    preset = "off";
    await told();
    while (begun === before) await new Promise((resume) => setTimeout(resume, 10));
    assert.equal(((await report()) as { findings: unknown[] }).findings.length, 0);
  });

  it("shows in the hover what a written volume comes to in a month", async () => {
    client = await startClient([folder]);
    const volume = "// tokenbill: calls=30k/month\n";
    const uri = client.open(
      "src/a.ts",
      classify.replace(/^.*completions\.create/m, (line) => `${volume}${line}`),
    );
    assert.match(await client.hover(uri, "completions.create"), /\| 30,000 calls a month, as written down \|.*~\\\$\d/);
  });

  it("offers a fix for the version it saw; applied, the finding is gone and the call is cheaper", async () => {
    client = await startClient([folder]);
    const uri = client.open("src/a.ts", classify);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "use-cheaper-model")!;
    const [before] = await client.lenses(uri);
    const fix = (await client.actions(uri, found.range)).find(({ title }) => title.startsWith("Use "))!;
    client.apply(fix);
    assert.ok(!rules(await client.diagnostics(uri)).includes("use-cheaper-model"));
    assert.notEqual((await client.lenses(uri))[0], before);
  });

  it("makes a file only after asking, and never over one that is there", async () => {
    client = await startClient([folder]);
    const uri = client.open("src/a.ts", classify);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "use-cheaper-model")!;
    const fix = (await client.actions(uri, found.range)).find(({ title }) => /promptfoo/.test(title))!;
    const [changed, made, written] = fix.edit!.documentChanges as [TextDocumentEdit, CreateFile, TextDocumentEdit];
    assert.equal(changed.textDocument.uri, uri);
    assert.deepEqual([made.kind, made.uri], ["create", client.uri("src/a.promptfoo.yaml")]);
    assert.notEqual(made.options?.overwrite, true);
    assert.deepEqual([written.textDocument.uri, written.textDocument.version], [made.uri, null]);
    assert.match((written.edits[0] as TextEdit).newText, /^prompts:/m);
    assert.equal(fix.edit!.changeAnnotations?.[made.annotationId!]?.needsConfirmation, true);
  });

  it("silences a rule at a place by a comment", async () => {
    client = await startClient([folder]);
    const uri = client.open("src/a.ts", classify);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "use-cheaper-model")!;
    const silence = (await client.actions(uri, found.range)).find(
      ({ title }) => title === "Silence use-cheaper-model here",
    )!;
    client.apply(silence);
    assert.match(client.text(uri), /^ {2}\/\/ tokenbill-ignore-next-line use-cheaper-model$/m);
    assert.deepEqual(
      rules(await client.diagnostics(uri)).filter((rule) => /cheaper|silence/.test(String(rule))),
      [],
    );
  });

  it("reports only what comes on top of the baseline", async () => {
    client = await startClient([folder]);
    writeFileSync(join(folder, "src.ts"), classify);
    const uri = client.open("src.ts");
    assert.ok(rules(await client.diagnostics(uri)).includes("use-cheaper-model"));
    const [file] = await client.connection.sendRequest<BaselineText[]>("tokenbill/baseline", {});
    assert.equal(file!.uri, client.uri("tokenbill-baseline.json"));
    writeFileSync(join(folder, "tokenbill-baseline.json"), file!.text);
    const changes = [{ uri: file!.uri, type: 1 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    assert.deepEqual(rules(await client.diagnostics(uri)), []);
    const { findings, known }: ReportData = await client.connection.sendRequest("tokenbill/report", {});
    assert.deepEqual(findings, []);
    assert.match(known, /^\d+ findings of the baseline left out$/);
    client.change(uri, classify.replace("return openai", "const answer = await openai"));
    assert.ok(rules(await client.diagnostics(uri)).includes("use-cheaper-model"));
  });

  it("answers only the last of several requests made while someone types", async () => {
    client = await startClient([folder]);
    const uri = client.open("src/a.ts", classify);
    await client.lenses(uri);
    // A machine so busy that the pause between two of these looks like a rest gets another chance.
    let cancelled = false;
    for (let round = 0; round < 5 && !cancelled; round++) {
      client.change(uri, classify.replace("gpt-5", "gpt-5-m"));
      const early = client.lenses(uri).catch((error: { code: number }) => error.code);
      client.change(uri, classify.replace("gpt-5", "gpt-5-mini"));
      const late = client.lenses(uri);
      cancelled = (await early) === -32800;
      assert.match((await late)[0]!, /\$/);
    }
    assert.ok(cancelled, "the first is cancelled");
  });

  it("shows what other files' edits change", async () => {
    client = await startClient([folder]);
    const models = client.open("support-assistant/src/models.ts");
    const uri = client.open("support-assistant/src/classify.ts");
    const [before] = await client.lenses(uri);
    client.change(models, client.text(models).replace(/CLASSIFIER_MODEL = "[^"]*"/, 'CLASSIFIER_MODEL = "gpt-5-nano"'));
    const [after] = await client.lenses(uri);
    assert.notEqual(after, before);
  });

  it("pushes squiggles to a client that cannot pull them", async () => {
    client = await startClient([folder], { workspace: { configuration: true, workspaceFolders: true } });
    const uri = client.open("src/a.ts", classify);
    await until(() => rules(client.pushed.get(uri) ?? []).includes("use-cheaper-model"));
    client.close(uri);
    await until(() => client.pushed.get(uri)?.length === 0);
  });

  it("offers a fix that cannot be made with the reason, and a silence beside it", async () => {
    writeFileSync(join(folder, "tokenbill.jsonc"), JSON.stringify({ budgets: { call: 0.000001 } }));
    client = await startClient([folder]);
    const uri = client.open("src/a.ts", classify);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "no-over-budget")!;
    const actions = await client.actions(uri, found.range);
    const fix = actions.find(({ title }) => title === "Fix no-over-budget");
    assert.deepEqual([fix?.disabled, fix?.edit], [{ reason: "Where to save is yours to choose." }, undefined]);
    assert.ok(actions.find(({ title }) => title === "Silence no-over-budget here")?.edit);
  });

  it("keeps quiet when figures are switched off", async () => {
    client = await startClient([folder], pulling, () => ({
      annotations: "off",
      rules: { "use-cheaper-model": "off" },
    }));
    const uri = client.open("src/a.ts", classify);
    assert.deepEqual(await client.lenses(uri), []);
    assert.ok(!rules(await client.diagnostics(uri)).includes("use-cheaper-model"));
  });

  it("reports the workspace, and supposes another model", async () => {
    client = await startClient([folder]);
    const report: ReportData = await client.connection.sendRequest("tokenbill/report", {});
    assert.ok(report.calls.length >= 10);
    assert.equal(
      report.totals.calls,
      report.totals.priced + report.totals.unpriced + report.totals.unresolved,
      "every call is in the sum or named as missing",
    );
    const byFile = report.groups.file.reduce((sum, { totals }) => sum + totals.calls, 0);
    assert.equal(byFile, report.totals.calls);
    const supposed: WhatIfData = await client.connection.sendRequest("tokenbill/whatIf", {
      model: "gpt-5-nano",
      callsPerMonth: 1000,
    });
    assert.notEqual(supposed.supposed, supposed.now);
    const call = supposed.rows.find(({ place }) => place.file.endsWith("answer.ts"))!;
    assert.ok(call.difference! < 0, "a nano model is cheaper");
  });

  it("exports the report, and no formula into a spreadsheet", async () => {
    writeFileSync(join(folder, "=1+1.ts"), classify);
    client = await startClient([folder]);
    const write = async (format: string) => {
      const { text } = await client.connection.sendRequest<{ text: string }>("tokenbill/export", { format });
      return text;
    };
    const lines = (await write("csv")).split("\r\n");
    assert.match(lines[0]!, /^file,line,/);
    assert.ok(lines.some((line) => line.startsWith("'=1+1.ts,4,openai,")));
    assert.ok(JSON.parse(await write("json")).calls.length > 10);
    assert.match(await write("markdown"), /classify\.ts/);
  });

  it("names a model that is chosen elsewhere, in the configuration, beside what stands there", async () => {
    client = await startClient([folder]);
    const uri = client.open("document-pipeline/pipeline/assistant.py");
    const before = (await client.lenses(uri)).at(-1);
    assert.match(before!, /model from env:ASSISTANT_MODEL/);
    const all = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
    const action = (await client.actions(uri, all)).find(({ title }) => title.startsWith("Name the model"))!;
    assert.deepEqual(action.command?.arguments, [uri, "env:ASSISTANT_MODEL"]);
    let edit: WorkspaceEdit | undefined;
    client.connection.onRequest("workspace/applyEdit", (params) => {
      edit = params.edit;
      return { applied: true };
    });
    writeFileSync(join(folder, "tokenbill.jsonc"), '// kept\n{ "exclude": ["x"] }\n');
    const params = { uri, origin: "env:ASSISTANT_MODEL", model: "gpt-5-mini" };
    await client.connection.sendRequest("tokenbill/nameModel", params);
    const [change] = edit!.documentChanges as TextDocumentEdit[];
    const text = (change!.edits[0] as TextEdit).newText;
    assert.match(text, /^\/\/ kept\n/);
    writeFileSync(join(folder, "tokenbill.jsonc"), text);
    const changes = [{ uri: client.uri("tokenbill.jsonc"), type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    assert.match((await client.lenses(uri)).at(-1)!, /\$/);
  });

  it("reads an open notebook as one program and answers for each cell", async () => {
    client = await startClient([folder]);
    const uri = client.uri("lab.ipynb");
    const sources = [
      'from openai import OpenAI\nclient = OpenAI()\nMODEL = "gpt-5"',
      '%matplotlib inline\nclient.chat.completions.create(\n    model=MODEL,\n    max_completion_tokens=20,\n    messages=[{"role": "system", "content": "Classify the message. Answer with one word."}, {"role": "user", "content": text}],\n)',
    ];
    const cells = sources.map((text, index) => ({ uri: `vscode-notebook-cell:/lab.ipynb#${index}`, text }));
    await client.connection.sendNotification("notebookDocument/didOpen", {
      notebookDocument: {
        uri,
        notebookType: "jupyter-notebook",
        version: 1,
        cells: cells.map((cell) => ({ kind: 2, document: cell.uri })),
      },
      cellTextDocuments: cells.map((cell) => ({ ...cell, languageId: "python", version: 1 })),
    });
    assert.deepEqual(await client.lenses(cells[0]!.uri), []);
    assert.match((await client.lenses(cells[1]!.uri))[0]!, /≤ 20 out · \$/);
    const found = (await client.diagnostics(cells[1]!.uri)).find(({ code }) => code === "use-cheaper-model")!;
    assert.equal(found.range.start.line, 1);
    const fix = (await client.actions(cells[1]!.uri, found.range)).find(({ title }) => title.startsWith("Use "))!;
    const [edit] = fix.edit!.documentChanges as TextDocumentEdit[];
    assert.deepEqual(edit!.textDocument, { uri: cells[0]!.uri, version: 1 }, "the model is written in the first cell");
    assert.deepEqual((edit!.edits[0] as TextEdit).range.start, { line: 2, character: 9 });
  });

  it("mends a notebook that is not open by an edit of its JSON", async () => {
    const cell = (...source: string[]) => ({
      cell_type: "code",
      execution_count: 1,
      metadata: {},
      outputs: [],
      source,
    });
    const setup = ["from openai import OpenAI\n", "client = OpenAI()\n", 'MODEL = "gpt-5"'];
    const ask = [
      "client.chat.completions.create(model=MODEL, max_completion_tokens=20, messages=[\n",
      '  {"role": "system", "content": "Classify the message. Answer with one word."}, {"role": "user", "content": text}])',
    ];
    const json = JSON.stringify(
      { cells: [cell("# %%\n"), cell(...setup), cell(...ask)], metadata: {}, nbformat: 4 },
      null,
      1,
    );
    writeFileSync(join(folder, "lab.ipynb"), json);
    client = await startClient([folder]);
    let applied: WorkspaceEdit | undefined;
    client.connection.onRequest("workspace/applyEdit", ({ edit }) => {
      applied = edit;
      return { applied: true };
    });
    const report = await client.connection.sendRequest<ReportData>(methods.report, {});
    const row = report.findings.find(
      ({ rule, place }) => rule === "use-cheaper-model" && place.uri.endsWith("lab.ipynb"),
    )!;
    await client.connection.sendRequest(methods.applyFix, { finding: row.id, fix: 0 });
    const [change] = applied!.documentChanges as TextDocumentEdit[];
    assert.deepEqual(change!.textDocument, { uri: client.uri("lab.ipynb"), version: null });
    const after = TextDocument.applyEdits(TextDocument.create("", "json", 0, json), change!.edits as TextEdit[]);
    const [line, model] = /^ {4}"MODEL = \\"(.*)\\""$/m.exec(after)!;
    assert.notEqual(model, "gpt-5");
    assert.equal(after.replace(line, line.replace(model!, "gpt-5")), json);
  });

  it("survives text that is no code at all", async () => {
    client = await startClient([folder]);
    const uri = client.open("src/a.ts", "\ud800 ((((".repeat(2000));
    assert.deepEqual(await client.lenses(uri), []);
    assert.deepEqual(await client.diagnostics(uri), []);
  });
});

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !done(); tries++) await new Promise((resume) => setTimeout(resume, 50));
  assert.ok(done());
}
