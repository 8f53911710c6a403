import * as vscode from "vscode";
import type { CallPlace } from "../server/protocol";

export function placeOfCursor(): CallPlace | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
