import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as vscode from "vscode";
import { actions, dollars, finding, findings, lenses, open, openNew, revert, ruleOf, until } from "./helpers";
import { screenshot } from "./index";

/** A prompt that is long enough for every vendor's cache. */
const longPrompt = `import Anthropic from "@anthropic-ai/sdk";
const anthropic = new Anthropic();
export function answer(question: string) {
  return anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: \`${"Answer politely, in the customer's language, and never promise what the policy does not say. ".repeat(200)}\`,
    messages: [{ role: "user", content: question }],
  });
}
`;

describe("in the editor", () => {
  it("shows tokens and cost above each call", async () => {
    const document = await open("support-assistant/src/classify.ts");
    const titles = await until("two lenses", async () => {
      const found = await lenses(document);
      return found.length === 2 && found;
    });
    assert.match(titles[0]!, /^≈?\d+\+? in · ≤ 20 out · \$0\.\d+(–\$0\.\d+)?\+? a call/);
    await screenshot("editor-typescript", ".codelens-decoration a");
  });

  it("shows them in Python too", async () => {
    const document = await open("document-pipeline/pipeline/review.py");
    const titles = await until("a lens", async () => {
      const found = await lenses(document);
      return found.length > 0 && found;
    });
    assert.match(titles[0]!, / in · /);
    await screenshot("editor-python", ".codelens-decoration a");
  });

  it("explains a call in the hover", async () => {
    const document = await open("support-assistant/src/classify.ts");
    const at = document.positionAt(document.getText().indexOf("completions.create") + 14);
    const text = await until("a hover", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        at,
      );
      const all = hovers.flatMap(({ contents }) =>
        contents.map((part) => (typeof part === "string" ? part : part.value)),
      );
      return all.find((part) => part.includes("| Part |"));
    });
    assert.match(text, /\*\*Floor/);
    assert.match(text, /\d{4}-\d{2}-\d{2}/, "the date of the price");
  });

  it("moves a call to the cheaper model, and the number falls", async () => {
    const models = await open("support-assistant/src/models.ts");
    const document = await open("support-assistant/src/classify.ts");
    const found = await finding(document, "use-cheaper-model");
    const before = await until("lenses", async () => (await lenses(document))[0]);
    const fix = (await actions(document, found.range)).find(({ title }) => title.startsWith("Use "));
    assert.ok(fix?.edit, "an action is offered");
    assert.equal(fix.isPreferred ?? false, false, "the answer may change, so it is not the preferred one");
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    const after = await until("a new figure", async () => {
      const title = (await lenses(document))[0];
      return title !== before && title;
    });
    assert.ok(dollars(after) < dollars(before), `${after} is cheaper than ${before}`);
    await until("the finding to go", () => !findings(document).some((one) => isSame(one, found)));
    await revert(models);
    await finding(document, "use-cheaper-model");
  });

  it("adds the cache breakpoint, and the file stays sound", async () => {
    const document = await openNew("support-assistant/src/long.ts", longPrompt);
    const found = await finding(document, "use-prompt-cache");
    const fix = (await actions(document, found.range)).find(({ title, edit }) => edit && !/^Silence/.test(title));
    assert.ok(fix, "an action is offered");
    assert.ok(fix.isPreferred, "it is safe, so it is the preferred one");
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    assert.match(document.getText(), /cache_control/);
    await until("the finding to go", () => !findings(document).some((one) => ruleOf(one) === "use-prompt-cache"));
    await revert(document);
    await finding(document, "use-prompt-cache");
  });

  it("applies every safe fix at once, and nothing else", async () => {
    const document = await openNew("support-assistant/src/long.ts", longPrompt);
    await finding(document, "use-prompt-cache");
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append("tokenbill");
    const [fix] = await actions(document, all, kind);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /cache_control/);
    assert.match(document.getText(), /model: "claude-sonnet-4-5"/);
    await revert(document);
  });

  it("silences a rule at a place", async () => {
    const document = await openNew("support-assistant/src/long.ts", longPrompt);
    const found = await finding(document, "use-prompt-cache");
    const silence = (await actions(document, found.range)).find(
      ({ title }) => title === "Silence use-prompt-cache here",
    );
    assert.ok(silence?.edit);
    await vscode.workspace.applyEdit(silence.edit);
    assert.match(document.getText(), /\/\/ tokenbill-ignore-next-line use-prompt-cache/);
    await until("silence", () => !findings(document).some((one) => ruleOf(one) === "use-prompt-cache"));
    await revert(document);
  });

  it("follows an edit in another file", async () => {
    const models = await open("support-assistant/src/models.ts");
    const classify = await open("support-assistant/src/classify.ts");
    const before = await until("a lens", async () => (await lenses(classify))[0]);
    const written = /CLASSIFIER_MODEL = "([^"]*)"/.exec(models.getText())!;
    const at = written.index + 'CLASSIFIER_MODEL = "'.length;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      models.uri,
      new vscode.Range(models.positionAt(at), models.positionAt(at + written[1]!.length)),
      "gpt-5-nano",
    );
    await vscode.workspace.applyEdit(edit);
    const after = await until("another figure", async () => {
      const title = (await lenses(classify))[0];
      return title !== before && title;
    });
    assert.ok(dollars(after) < dollars(before), `${after} is cheaper than ${before}`);
    await revert(models);
  });

  it("hides and shows the figures by command", async () => {
    const document = await open("support-assistant/src/classify.ts");
    await until("lenses", async () => (await lenses(document)).length > 0);
    await vscode.commands.executeCommand("tokenbill.toggleAnnotations");
    await until("no lenses", async () => (await lenses(document)).length === 0);
    await vscode.commands.executeCommand("tokenbill.toggleAnnotations");
    await until("lenses", async () => (await lenses(document)).length > 0);
  });

  it("comes back after a restart of the server", async () => {
    const document = await open("support-assistant/src/classify.ts");
    const before = await until("lenses", async () => (await lenses(document))[0]);
    await vscode.commands.executeCommand("tokenbill.restartServer");
    assert.equal(await until("lenses", async () => (await lenses(document))[0]), before);
  });

  it("comes back with the right numbers when its process is killed while one types, four times", async function () {
    if (process.platform !== "linux") this.skip();
    const document = await openNew("support-assistant/src/typed.ts", fixedPrompt(10));
    const lensOf = (cap: number) =>
      until(`the lens of ${cap} tokens`, async () =>
        (await lenses(document)).find((title) => title.includes(`≤ ${cap} out`)),
      );
    const cap = (from: number, to: number) => type(document, `max_output_tokens: ${from}`, `max_output_tokens: ${to}`);
    const caps = [20, 30, 40, 50];
    const right = new Map<number, string>();
    for (const next of caps) {
      await cap(next - 10, next);
      right.set(next, await lensOf(next));
    }
    await cap(50, 10);
    const killed = new Set<number>();
    for (const next of caps) {
      await cap(next - 10, next - 5);
      const server = await until("the server's process", () => serverProcess(killed));
      killed.add(server);
      process.kill(server, "SIGKILL");
      await cap(next - 5, next);
      assert.equal(await lensOf(next), right.get(next));
      await finding(document, "no-deprecated-model");
    }
    assert.equal(killed.size, 4);
    await revert(document);
  });

  it("opens the report", async () => {
    await vscode.commands.executeCommand("tokenbill.showReport");
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
    await until("the tab", () => tabs().includes("Tokenbill Report"));
    await new Promise((resume) => setTimeout(resume, 2_000));
    await screenshot("report");
  });
});

function fixedPrompt(cap: number): string {
  return `import OpenAI from "openai";
const openai = new OpenAI();
export const one = () =>
  openai.responses.create({ model: "gpt-4", input: "Which is the tallest mountain?", max_output_tokens: ${cap} });
`;
}

async function type(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
    to,
  );
  assert.ok(start >= 0 && (await vscode.workspace.applyEdit(edit)));
}

/** The language server among this process's children, unless it was killed before. */
function serverProcess(killed: ReadonlySet<number>): number | undefined {
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8"))?.[1];
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8");
      if (Number(parent) === process.pid && command.includes("dist/server.js") && !killed.has(Number(name)))
        return Number(name);
    } catch {
      // It ended meanwhile.
    }
  }
  return undefined;
}

function isSame(a: vscode.Diagnostic, b: vscode.Diagnostic): boolean {
  return ruleOf(a) === ruleOf(b) && a.range.isEqual(b.range);
}
