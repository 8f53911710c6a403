import { isPromptFile } from "../calls/prompt-files";
import type { Configuration } from "../configuration";
import type { DirectoryEntry, Host } from "../files/host";
import { type ListedBefore, type ListedFolder, listFiles } from "../files/list-files";
import { basename, dirname, relativePath } from "../files/paths";
import type { Prefilter } from "../files/prefilter";
import { decodeSource, oddity, readBytes } from "../files/read-source";
import { scopeOf } from "../files/scope-of";
import type { Position } from "../reports/report";
import type { FileNote } from "../session";
import { languageOf, ParserAborted, type Parsers, withoutByteOrderMark } from "../syntax";
import { type Notebook, NotebookError, placeIn, readNotebook } from "../syntax/notebook";
import { ParserTooSlow } from "../syntax/patience";
import type { Program } from "../syntax/program";
import type { Sources } from "../values/evaluator";
import { finish, type Steps } from "../values/steps";
import { type CalledNames, createCalledNames } from "./called-names";
import { lineTable } from "./line-table";
import { createRecent } from "./recent";

/** Characters of files that are kept parsed: a program takes some fifteen times as many bytes. */
const MAX_PARSED = 13_000_000;
/** Characters of files that are kept without being parsed, and of the longest one: files behind a barrel are many and short. */
const MAX_UNPARSED = 2_500_000;
const MAX_KEPT_TEXT = 50_000;
/** Characters of a prompt or data file that is read as text. */
const MAX_TEXT = 4_000_000;

/** An open file that the parser gave up gets so much less time for its next versions, since each stands between a person and the figures. */
const IMPATIENCE = 5;
/** Most of a notebook's bytes are its outputs, which are not read as code. */
const NOTEBOOK_FACTOR = 20;

interface Document {
  text: string;
  version: number;
}

/** Everything that is known of the workspace's files: open documents before files on disk, parsed on demand. */
export interface SourceStore extends Sources {
  open(path: string, text: string, version: number): void;
  close(path: string): void;
  forget(path: string): void;
  version(path: string): number | undefined;
  /** the workspace's source files, listed once and kept up to date */
  files(): readonly string[];
  relist(): void;
  /** What `files` saw, for a later run. */
  listed(): ReadonlyMap<string, ListedFolder>;
  /** What an earlier run saw, under the same configuration. */
  restoreListed(before: ListedBefore): void;
  bytes(path: string): Uint8Array | undefined;
  source(path: string): string | undefined;
  /** the text that offsets of this path point into */
  textOf(path: string): string | undefined;
  position(path: string, offset: number): Position;
  /** the notebook on disk that this path's text was made from */
  notebook(path: string): Notebook | undefined;
  /**
   * Drops the programs that were asked for longest ago, when there are too many; true where some were. Evaluators know the parts of a program
   * by identity: none may be at work, and what they share is worth nothing then.
   */
  makeRoom(): boolean;
  /** why this file has no program; undefined when it has one */
  noteOf(path: string): FileNote | undefined;
  /** notes about folders that could not be listed */
  listNotes(): readonly FileNote[];
  calledNames(): CalledNames;
  /** Gathers them, a step for each file: `calledNames` then answers at once. */
  gatherNames(): Steps<CalledNames>;
  /** the names as far as they were gathered in this run or put back from an earlier one */
  gatheredNames(): CalledNames;
  /** Whether a source file can have to do with models at all. */
  mayMatter(path: string): boolean;
  /** what an earlier run gathered of files that have not changed */
  restoreNames(names: ReadonlyMap<string, Uint32Array>): void;
  /** whether the parser gave this file up: it may not on a day when the machine has less to do */
  gaveUp(path: string): boolean;
  /** true after the parser broke down; answers once, and the caller waits for `Parsers.ready` */
  takeBroken(): boolean;
}

export function createSourceStore(
  host: Host,
  parsers: Parsers,
  prefilter: Prefilter,
  configuration: () => Configuration,
  room = MAX_PARSED,
): SourceStore {
  const documents = new Map<string, Document>();
  const programs = createRecent<Program>(room, ({ text }) => text);
  /** of files that were looked into and not parsed */
  const texts = createRecent<string>(MAX_UNPARSED, (text) => text);
  const notes = new Map<string, FileNote>();
  const directories = new Map<string, ReadonlyMap<string, DirectoryEntry["kind"]>>();
  const notebooks = new Map<string, Notebook>();
  const lines = new Map<string, (offset: number) => Position>();
  /** of notebooks' own JSON */
  const jsonLines = new Map<string, (offset: number) => Position>();
  let listed: string[] | undefined;
  let listedFolders: ReadonlyMap<string, ListedFolder> = new Map();
  let listedBefore: ListedBefore | undefined;
  let listNotes: FileNote[] = [];
  let index = createCalledNames();
  /** whether the index has all files; undefined as long as nobody has asked for that */
  let gathered: boolean | undefined;
  /** whether files can have to do with models */
  const matters = new Map<string, boolean>();
  let restored: Map<string, Uint32Array> | undefined;
  let broken = false;
  const slow = new Set<string>();

  function bytes(path: string): Uint8Array | undefined {
    const document = documents.get(path);
    if (document !== undefined) return new TextEncoder().encode(document.text);
    const { maxFileSize } = configuration();
    const result = readBytes(host, path, isNotebook(path) ? maxFileSize * NOTEBOOK_FACTOR : maxFileSize, "maxFileSize");
    if ("bytes" in result) return result.bytes;
    notes.set(path, { path, reason: result.reason });
    return undefined;
  }

  function decoded(path: string): string | undefined {
    const document = documents.get(path);
    if (document !== undefined) return document.text;
    const content = bytes(path);
    if (content === undefined) return undefined;
    const result = decodeSource(content);
    if ("text" in result) return isNotebook(path) ? cellsText(path, result.text) : result.text;
    notes.set(path, { path, reason: result.reason });
    return undefined;
  }

  function notebook(path: string): Notebook | undefined {
    if (isNotebook(path) && !documents.has(path) && !notebooks.has(path)) decoded(path);
    return notebooks.get(path);
  }

  /** A notebook on disk is JSON: its code cells become one Python text. (An open one arrives as that text already.) */
  function cellsText(path: string, json: string): string | undefined {
    try {
      const notebook = readNotebook(json);
      notebooks.set(path, notebook);
      return notebook.text;
    } catch (error) {
      notes.set(path, {
        path,
        reason: error instanceof NotebookError ? error.message : "the notebook is not readable",
      });
      return undefined;
    }
  }

  function parse(path: string): Program | undefined {
    if (languageOf(path) === undefined) return undefined;
    const text = decoded(path);
    if (text === undefined) return undefined;
    const reason = documents.has(path) ? tooLong(text, configuration().maxFileSize) : oddity(text);
    if (reason !== undefined) {
      notes.set(path, { path, reason });
      return undefined;
    }
    try {
      const { maxFileSeconds } = configuration();
      const parsed = parsers.parse(path, text, slow.has(path) ? maxFileSeconds / IMPATIENCE : maxFileSeconds);
      slow.delete(path);
      return parsed;
    } catch (error) {
      if (error instanceof ParserTooSlow) {
        slow.add(path);
        notes.set(path, { path, reason: tooSlow(configuration().maxFileSeconds) });
        return undefined;
      }
      broken = error instanceof ParserAborted;
      // Without a cause the parser was down already, and the file is innocent: it is read again when the parser is back.
      if (!broken || (error as Error).cause !== undefined)
        notes.set(path, { path, reason: "the parser broke down on it" });
      return undefined;
    }
  }

  function program(path: string): Program | undefined {
    const known = programs.get(path);
    if (known !== undefined || notes.has(path)) return known;
    const made = parse(path);
    if (made === undefined) return undefined;
    programs.set(path, made);
    texts.delete(path);
    return made;
  }

  function forget(path: string): void {
    programs.delete(path);
    texts.delete(path);
    notes.delete(path);
    lines.delete(path);
    jsonLines.delete(path);
    notebooks.delete(path);
    directories.clear();
    restored?.delete(path);
    matters.delete(path);
    if (languageOf(path) === undefined) return;
    if (gathered === undefined) index.update(path, undefined);
    else lookAt(path);
  }

  /** Reading a file is dearer than what is made of its bytes: one reading is for both. */
  function lookAt(path: string): void {
    const content = bytes(path);
    matters.set(path, content !== undefined && prefilter(content, isNotebook(path)));
    index.update(path, content);
  }

  function mayMatter(path: string): boolean {
    if (!matters.has(path)) lookAt(path);
    return matters.get(path) === true;
  }

  function files(): string[] {
    if (listed !== undefined) return listed;
    listNotes = [];
    const found = listFiles(host, {
      wanted: (path) => languageOf(path) !== undefined || isPromptFile(path, host.folders),
      exclude: configuration().exclude,
      note: (note) => listNotes.push(note),
      before: listedBefore,
    });
    listedBefore = undefined;
    listedFolders = found.folders;
    listed = found.files;
    return listed;
  }

  function* gatherNames(): Steps<CalledNames> {
    if (gathered) return index;
    gathered = false;
    for (const path of files()) {
      if (languageOf(path) === undefined || index.hashes(path) !== undefined) continue;
      const known = restored?.get(path);
      if (known === undefined) lookAt(path);
      else index.restore(path, known);
      yield;
    }
    gathered = true;
    restored = undefined;
    return index;
  }

  const calledNames = (): CalledNames => finish(gatherNames());

  /** Asked of the same files time and again, one name after the other. */
  function unparsed(path: string): string | undefined {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text = decoded(path);
    if (text === undefined || text.length > MAX_KEPT_TEXT) return text;
    texts.set(path, text);
    texts.makeRoom();
    return text;
  }

  /** Imports are looked up by trying many names: one listing of a folder answers for all of them. */
  function entriesOf(directory: string): ReadonlyMap<string, DirectoryEntry["kind"]> {
    let known = directories.get(directory);
    if (known === undefined) {
      known = new Map((host.readDirectory(directory) ?? []).map(({ name, kind }) => [name, kind]));
      directories.set(directory, known);
    }
    return known;
  }

  function tableOf(path: string): (offset: number) => Position {
    let table = lines.get(path);
    if (table === undefined) {
      table = lineTable(withoutByteOrderMark(programs.peek(path)?.text ?? decoded(path) ?? ""));
      lines.set(path, table);
    }
    return table;
  }

  function jsonTableOf(path: string, { json }: Notebook): (offset: number) => Position {
    const table = jsonLines.get(path) ?? lineTable(json);
    jsonLines.set(path, table);
    return table;
  }

  /** What tests call is not in the bill unless tests are: nobody looks for it there. */
  function isFollowed(path: string): boolean {
    return configuration().includeTests || scopeOf(relativePath(path, host.folders)) !== "test";
  }

  function insideFile(path: string): boolean {
    if (documents.has(path)) return true;
    const kind = entriesOf(dirname(path)).get(basename(path));
    return kind === "link" ? host.stat(path)?.kind === "file" : kind === "file";
  }

  return {
    folders: host.folders,
    open(path, text, version) {
      documents.set(path, { text, version });
      forget(path);
    },
    close(path) {
      documents.delete(path);
      slow.delete(path);
      forget(path);
    },
    forget(path) {
      forget(path);
      if (listed !== undefined && (languageOf(path) !== undefined || isPromptFile(path, host.folders))) {
        const known = listed.includes(path);
        const there = host.stat(path)?.kind === "file";
        if (known !== there) listed = undefined;
      }
    },
    listed: () => listedFolders,
    restoreListed(before) {
      listedBefore = before;
    },
    relist() {
      listedBefore = undefined;
      directories.clear();
      notes.clear();
      slow.clear();
      texts.clear();
      listed = undefined;
      index = createCalledNames();
      gathered = undefined;
      matters.clear();
    },
    version: (path) => documents.get(path)?.version,
    files,
    bytes,
    source: (path) => programs.peek(path)?.text ?? decoded(path),
    textOf: (path) => program(path)?.text ?? decoded(path),
    program,
    text(path) {
      if (!insideFile(path)) return undefined;
      const size = host.stat(path)?.size ?? 0;
      if (size > MAX_TEXT && !documents.has(path)) return undefined;
      const document = documents.get(path);
      if (document !== undefined) return document.text;
      const content = host.read(path);
      const result = content === undefined ? undefined : decodeSource(content);
      return result !== undefined && "text" in result ? result.text : undefined;
    },
    unparsed: (path) => (programs.peek(path) === undefined ? unparsed(path) : undefined),
    exists: insideFile,
    entries(path) {
      return [...entriesOf(path).keys()].sort();
    },
    *candidates(name) {
      for (const path of calledNames().files(name)) {
        const found = isFollowed(path) ? program(path) : undefined;
        if (found !== undefined) yield found;
      }
    },
    position(path, offset) {
      const found = notebook(path);
      const cell = found?.cells.findLast(({ start }) => start <= offset);
      if (found === undefined || cell === undefined) return tableOf(path)(offset);
      const first = tableOf(path)(cell.start).line;
      const { line, column } = tableOf(path)(Math.min(offset, cell.end));
      const inFile = jsonTableOf(path, found)(placeIn(found, offset)!.json);
      return { line: line - first + 1, column, cell: cell.index, inFile };
    },
    notebook,
    makeRoom: programs.makeRoom,
    noteOf: (path) => notes.get(path),
    listNotes: () => listNotes,
    calledNames,
    gatherNames,
    mayMatter,
    gatheredNames: () => index,
    restoreNames(names) {
      restored = new Map(names);
    },
    gaveUp: (path) => slow.has(path),
    takeBroken() {
      const was = broken;
      broken = false;
      return was;
    },
  };
}

function isNotebook(path: string): boolean {
  return path.endsWith(".ipynb");
}

function tooSlow(seconds: number): string {
  return `the parser took longer than ${seconds} s over it, as it does over long text that is no sound code (setting maxFileSeconds)`;
}

function tooLong(text: string, limit: number): string | undefined {
  return text.length > limit
    ? `the text is longer than ${limit.toLocaleString("en-US")} characters (setting maxFileSize)`
    : undefined;
}
