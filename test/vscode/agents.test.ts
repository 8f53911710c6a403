import assert from "node:assert/strict";
import * as vscode from "vscode";
import { open, until } from "./helpers";

describe("agents and tasks", () => {
  it("offers its tools to agents, which answer for the workspace", async () => {
    await open("support-assistant/src/classify.ts");
    const tools = await until("the tools", () => {
      const own = vscode.lm.tools.filter(({ name }) => name.startsWith("tokenbill_"));
      return own.length === 3 && own;
    });
    for (const { description, inputSchema } of tools) assert.ok(description.length > 100 && inputSchema);
    const input = { file: "support-assistant/src/classify.ts", line: 12 };
    const result = await vscode.lm.invokeTool("tokenbill_estimate_prompt_cost", {
      input,
      toolInvocationToken: undefined,
    });
    const [part] = result.content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    assert.match(part.value, /classify\.ts:\d+ .* in · ≤ 20 out · \$0\.\d+/);
  });

  it("runs the command line as a task, whose findings are problems", async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: "tokenbill" });
    assert.deepEqual(tasks.map(({ name }) => name).sort(), ["diff", "scan"]);
    const scan = tasks.find(({ name }) => name === "scan")!;
    const ended = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== "scan") return;
        listener.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(scan);
    assert.equal(await ended, 1, "the example has findings");
    await until("a problem in a file that is not open", () =>
      vscode.languages.getDiagnostics().some(([uri, found]) => /pipeline/.test(uri.path) && found.length > 0),
    );
  });
});
