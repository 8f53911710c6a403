import * as vscode from "vscode";
import { type LineFigure, methods } from "../server/protocol";
import { isRead } from "./document-selector";
import type { ReportStore } from "./report-store";
import type { Server } from "./server";

/** By what one request costs at most; the limits are a setting, the colours are the theme's. */
const bands = ["small", "medium", "large"] as const;
type Band = (typeof bands)[number];

interface Shown {
  version: number;
  figures: LineFigure[];
}

/** The figures at the end of the line of each call, in the colour of their size, when the setting says so. */
export function createEndOfLine(server: Server, store: ReportStore): vscode.Disposable {
  const styles = Object.fromEntries(bands.map((band) => [band, style(`tokenbill.${band}Cost`)])) as Record<Band, Style>;
  const old = style("editorGhostText.foreground");
  const shown = new Map<vscode.TextDocument, Shown>();
  const all = [...bands.map((band) => styles[band]), old];

  const isOn = () => settings().get("annotations") === "endOfLine";

  async function update(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    if (!isOn() || !isRead(document)) return clear(editor);
    const { version } = document;
    const uri = document.uri.toString();
    const figures = await server.request<LineFigure[]>(methods.lineFigures, { uri }).catch(() => undefined);
    if (figures === undefined || document.version !== version || !isOn()) return;
    shown.set(document, { version, figures });
    draw(editor, figures);
  }

  function draw(editor: vscode.TextEditor, figures: readonly LineFigure[]): void {
    const { medium, large } = {
      medium: 0.001,
      large: 0.01,
      ...settings().get<Partial<Record<Band, number>>>("costBands"),
    };
    const bandOf = ({ usd = 0 }: LineFigure): Band => (usd >= large ? "large" : usd >= medium ? "medium" : "small");
    for (const band of bands) {
      editor.setDecorations(
        styles[band],
        optionsOf(
          editor,
          figures.filter((figure) => bandOf(figure) === band),
        ),
      );
    }
    editor.setDecorations(old, []);
  }

  /** Until the server has answered, what was shown stays where its line went, and looks like what it is: old. */
  function outdate({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = shown.get(document);
    if (known === undefined || contentChanges.length === 0) return;
    for (const { range, text } of contentChanges) {
      const moved = text.split("\n").length - 1 - (range.end.line - range.start.line);
      for (const figure of known.figures) if (figure.line > range.start.line) figure.line += moved;
    }
    for (const editor of editorsOf(document)) {
      for (const band of bands) editor.setDecorations(styles[band], []);
      editor.setDecorations(old, optionsOf(editor, known.figures));
      void update(editor);
    }
  }

  function clear(editor: vscode.TextEditor): void {
    shown.delete(editor.document);
    for (const one of all) editor.setDecorations(one, []);
  }

  const updateAll = () => vscode.window.visibleTextEditors.forEach((editor) => void update(editor));
  updateAll();
  return vscode.Disposable.from(
    ...all,
    store.onChange(updateAll),
    vscode.window.onDidChangeVisibleTextEditors(updateAll),
    vscode.workspace.onDidChangeTextDocument(outdate),
    vscode.workspace.onDidCloseTextDocument((document) => shown.delete(document)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("tokenbill")) updateAll();
    }),
  );
}

type Style = vscode.TextEditorDecorationType;

function style(color: string): Style {
  const after = { color: new vscode.ThemeColor(color), margin: "0 0 0 2em" };
  return vscode.window.createTextEditorDecorationType({
    after,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
}

function optionsOf({ document }: vscode.TextEditor, figures: readonly LineFigure[]): vscode.DecorationOptions[] {
  return figures
    .filter(({ line }) => line >= 0 && line < document.lineCount)
    .map(({ line, label }) => {
      const { end } = document.lineAt(line).range;
      return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: label } } };
    });
}

function editorsOf(document: vscode.TextDocument): vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("tokenbill");
}
