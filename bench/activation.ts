/** Runs inside VS Code's extension host: how long the extension takes to activate, and the first line above a call to stand. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

export async function run(): Promise<void> {
  const exchange = process.env["TOKENBILL_TEST_EXCHANGE"];
  if (!exchange) throw new Error("TOKENBILL_TEST_EXCHANGE is not set");
  const extension = vscode.extensions.getExtension("tokenbill.tokenbill");
  if (!extension) throw new Error("the extension is not installed");
  const activeBefore = extension.isActive;
  const start = performance.now();
  const cpu = process.cpuUsage();
  await extension.activate();
  const activation = performance.now() - start;
  const used = process.cpuUsage(cpu);
  const work = (used.user + used.system) / 1000;
  const [file] = await vscode.workspace.findFiles("**/classify.ts");
  if (!file) throw new Error("examples/ has no classify.ts");
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  let lenses: unknown[] = [];
  while (lenses.length === 0 && performance.now() - start < 20_000) {
    lenses = (await vscode.commands.executeCommand<unknown[]>("vscode.executeCodeLensProvider", file)) ?? [];
    if (lenses.length === 0) await new Promise((done) => setTimeout(done, 20));
  }
  const firstLens = lenses.length > 0 ? performance.now() - start : undefined;
  writeFileSync(join(exchange, "result.json"), JSON.stringify({ activeBefore, activation, work, firstLens }));
}
