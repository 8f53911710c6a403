import { applyEdits, modify } from "jsonc-parser";
import type { CodeAction, Connection, Range, WorkspaceEdit } from "vscode-languageserver";
import { CONFIGURATION_FILE } from "../engine/configuration";
import type { FileAnalysis } from "../engine/session";
import { guard } from "./guard";
import { overlaps, type Places } from "./places";
import { methods, type NameModelParams } from "./protocol";
import type { Workspace } from "./workspace";

/** The client's command that asks for a model and sends `NameModelParams`. */
export const nameModelCommand = "tokenbill.nameModel";

const fresh = `// Tokenbill's configuration for this folder.
{
}
`;

/** For a call whose model is chosen elsewhere: write down once which one it is. */
export function nameModelActions(
  places: Places,
  { path, calls }: FileAnalysis,
  uri: string,
  range: Range,
): CodeAction[] {
  return calls.flatMap(({ call, cost }): CodeAction[] => {
    const origin = call.model.origin;
    if (origin === undefined || call.model.status !== "unknown" || cost !== undefined) return [];
    const { range: whole, anchor } = call;
    const [start, end] = [Math.min(whole.start, anchor.start), Math.max(whole.end, anchor.end)];
    const lines = places.here({ path, start, end });
    if (lines === undefined || !overlaps(lines, range)) return [];
    const title = `Name the model of ${origin} …`;
    return [{ title, kind: "quickfix", command: { title, command: nameModelCommand, arguments: [uri, origin] } }];
  });
}

/** Binds an origin to a model in the folder's configuration. */
export function answerNameModel(connection: Connection, workspace: Workspace): void {
  connection.onRequest<{ uri: string } | null, never>(
    methods.nameModel,
    guard(connection, "name model", async ({ uri, origin, model }: NameModelParams) => {
      const path = configurationPath(workspace.folders(), workspace.path(uri));
      if (path === undefined) return null;
      const configuration = workspace.uri(path);
      const edit = configurationEdit(configuration, workspace.text(path), ["models", origin], model);
      const { applied } = await connection.workspace.applyEdit({ label: "Name a model", edit });
      return applied ? { uri: configuration } : null;
    }),
  );
}

/**
 * The edit that sets a value in a configuration file, keeping its comments and layout.
 *
 * @param text what the file holds; undefined makes the file
 * @param keys the way to the value, from the file's root
 */
export function configurationEdit(
  uri: string,
  text: string | undefined,
  keys: string[],
  value: unknown,
): WorkspaceEdit {
  const before = text ?? fresh;
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };
  const after = applyEdits(before, modify(before, keys, value, { formattingOptions }));
  const lines = (text ?? "").split("\n");
  const all = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: lines.at(-1)!.length } };
  const change = { textDocument: { uri, version: null }, edits: [{ range: all, newText: after }] };
  const create = { kind: "create" as const, uri, options: { ignoreIfExists: true } };
  return { documentChanges: text === undefined ? [create, change] : [change] };
}

/** The configuration file of the folder that a document is in; undefined outside of every folder. */
export function configurationPath(folders: readonly string[], path: string): string | undefined {
  const folder = folders.find((one) => path.startsWith(`${one}/`));
  return folder === undefined ? undefined : `${folder}/${CONFIGURATION_FILE}`;
}
