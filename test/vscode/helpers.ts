import * as vscode from "vscode";

/** Asks again until there is an answer; an editor works things out in its own time. */
export async function until<T>(
  what: string | (() => string),
  ask: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${typeof what === "string" ? what : what()}`);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

const originals = new Map<string, string>();

export async function open(path: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, path));
  const key = document.uri.toString();
  if (!originals.has(key)) originals.set(key, document.getText());
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Writes a file of the test's own and opens it. */
export async function openNew(path: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), new TextEncoder().encode(text));
  return open(path);
}

/** Puts a document back as it was first opened; the window may have saved it meanwhile. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, all, originals.get(document.uri.toString())!);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

export async function lenses({ uri }: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 100);
  return found.flatMap(({ command }) => (command?.command.startsWith("tokenbill.") ? [command.title] : []));
}

export function findings({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "tokenbill");
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export async function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  const seen = () => findings(document).map(ruleOf).join(", ") || "nothing";
  return until(
    () => `${rule} in ${document.uri.path}; there is ${seen()}`,
    () => findings(document).find((found) => ruleOf(found) === rule),
  );
}

export async function actions(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    kind.value,
  );
}

/** The upper end of the money in a lens, in USD. */
export function dollars(title: string): number {
  const amounts = [...title.matchAll(/\$([\d.,]+)/g)].map(([, figure]) => Number(figure!.replaceAll(",", "")));
  if (amounts.length === 0) throw new Error(`no money in: ${title}`);
  return Math.max(...amounts);
}
