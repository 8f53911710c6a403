import { NotebookDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { joinCells } from "../engine/syntax/notebook";
import { pathOf } from "./uris";

/** A code cell of an open notebook; `start` is where its source begins in the notebook's Python text. */
export interface Cell {
  document: TextDocument;
  start: number;
}

export interface OpenNotebook {
  uri: string;
  path: string;
  text: string;
  version: number;
  cells: Cell[];
}

/** The notebooks that the editor has open, each as the one Python text that the engine reads. */
export class Notebooks {
  readonly documents = new NotebookDocuments(TextDocument);
  private readonly open = new Map<string, OpenNotebook>();

  constructor(changed: (notebook: OpenNotebook) => void, closed: (path: string) => void) {
    const read = (uri: string) => {
      const notebook = this.read(uri);
      if (notebook !== undefined) changed(notebook);
    };
    this.documents.onDidOpen(({ uri }) => read(uri));
    this.documents.onDidChange(({ notebookDocument }) => read(notebookDocument.uri));
    this.documents.onDidClose(({ uri }) => {
      this.open.delete(pathOf(uri));
      closed(pathOf(uri));
    });
  }

  /** The notebook that a cell belongs to. */
  of(cellUri: string): OpenNotebook | undefined {
    const found = this.documents.findNotebookDocumentForCell(cellUri);
    return found && this.open.get(pathOf(found.uri));
  }

  at(path: string): OpenNotebook | undefined {
    return this.open.get(path);
  }

  all(): Iterable<OpenNotebook> {
    return this.open.values();
  }

  private read(uri: string): OpenNotebook | undefined {
    const found = this.documents.getNotebookDocument(uri);
    if (found === undefined) return undefined;
    const documents = found.cells.flatMap((cell) => this.documents.getCellTextDocument(cell) ?? []);
    const python = documents.filter(({ languageId }) => languageId === "python");
    const { text, starts } = joinCells(python.map((document) => document.getText()));
    const cells = python.map((document, nth) => ({ document, start: starts[nth]! }));
    const notebook = { uri, path: pathOf(uri), text, version: found.version, cells };
    this.open.set(notebook.path, notebook);
    return notebook;
  }
}
