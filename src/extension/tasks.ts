import { join } from "node:path";
import * as vscode from "vscode";

const type = "tokenbill";

/** As package.json declares it. */
interface Definition extends vscode.TaskDefinition {
  command: "scan" | "diff";
  args?: string[];
}

/** The command line as tasks: for each folder on disk a scan and a diff, and whatever tasks.json defines. */
export function provideTasks(extensionPath: string): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () =>
      foldersOnDisk().flatMap((folder) =>
        (["scan", "diff"] as const).map((command) => taskOf({ type, command }, folder, extensionPath)),
      ),
    resolveTask(task) {
      const { definition, scope } = task;
      const folder = typeof scope === "object" ? scope : foldersOnDisk()[0];
      if (folder === undefined || !isDefinition(definition)) return undefined;
      return taskOf(definition, folder, extensionPath);
    },
  });
}

function foldersOnDisk(): vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
}

function isDefinition(definition: vscode.TaskDefinition): definition is Definition {
  const { command, args } = definition;
  const known = command === "scan" || command === "diff";
  return known && (args === undefined || (Array.isArray(args) && args.every((one) => typeof one === "string")));
}

/** Runs on the editor's own Node, so that nothing has to be installed. Every finding of a scan is printed: the matcher reads them. */
function taskOf(definition: Definition, folder: vscode.WorkspaceFolder, extensionPath: string): vscode.Task {
  const { command, args = [] } = definition;
  const all = command === "scan" ? ["--limit", "100000"] : [];
  const execution = new vscode.ProcessExecution(
    process.execPath,
    [join(extensionPath, "dist/cli.js"), command, ...all, ...args],
    { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: "1" } },
  );
  return new vscode.Task(definition, folder, command, "tokenbill", execution, "$tokenbill");
}
