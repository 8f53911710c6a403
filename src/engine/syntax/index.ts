import { Language, Parser } from "@vscode/tree-sitter-wasm";
import type { Host } from "../files/host";
import type { CursorFunctions } from "./flatten";
import { flatten } from "./flatten";
import { lowerPython } from "./lower-python";
import { lowerTypeScript } from "./lower-typescript";
import type { LanguageId, Program } from "./program";
import type { GrammarNames } from "./tree";

export interface Parsers {
  /**
   * The program of a source text; broken code gives a partial program and its errors. The language comes from the path.
   * Throws `ParserAborted` when the parser itself broke down, and an Error for a path in no known language.
   */
  parse(path: string, text: string): Program;
  /** Settles when the parsers can be used (again); rejects when they cannot be made. */
  ready(): Promise<void>;
  dispose(): void;
}

/** The parser trapped: the file is not analysed, and nothing is until `ready()` has settled. */
export class ParserAborted extends Error {
  override readonly name = "ParserAborted";
  constructor(
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(`the parser broke down on ${path}`, options);
  }
}

const extensions: Record<string, LanguageId> = {
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "tsx",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  py: "python",
};

/** The language of a file by its name; undefined when it is none that can be parsed. */
export function languageOf(path: string): LanguageId | undefined {
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : extensions[path.slice(dot + 1).toLowerCase()];
}

/** A text as programs and editors count it: without its byte order mark. */
export const withoutByteOrderMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

interface Grammar extends GrammarNames {
  language: Language;
}

interface Machine {
  module: CursorFunctions;
  grammars: Record<LanguageId, Grammar>;
  parser: Parser;
  parsed: number;
}

/** A parser keeps what it grew to; starting afresh now and then gives it back. */
const treesPerParser = 5000;

/** Loads the parser and its grammars through the host; nothing else is read. */
export async function createParsers(host: Host): Promise<Parsers> {
  let machine: Machine | undefined = await createMachine(host);
  let making: Promise<void> = Promise.resolve();

  function remake(): void {
    machine = undefined;
    making = createMachine(host).then((made) => {
      machine = made;
    });
    // Whoever awaits `ready()` sees the failure; without a listener it must not end the process.
    making.catch(() => {});
  }

  return {
    parse(path, source) {
      const language = languageOf(path);
      if (!language) throw new Error(`no known language: ${path}`);
      if (!machine) throw new ParserAborted(path);
      const text = withoutByteOrderMark(source);
      let tree: ReturnType<typeof flatten>;
      try {
        tree = parseTree(machine, language, text);
      } catch (cause) {
        remake();
        throw new ParserAborted(path, { cause });
      }
      return language === "python" ? lowerPython(path, tree) : lowerTypeScript(path, language, tree);
    },
    ready: () => making,
    dispose() {
      machine?.parser.delete();
      machine = undefined;
    },
  };
}

function parseTree(machine: Machine, language: LanguageId, text: string) {
  if (++machine.parsed % treesPerParser === 0) {
    machine.parser.delete();
    machine.parser = new Parser();
  }
  const grammar = machine.grammars[language];
  const tree = machine.parser.setLanguage(grammar.language).parse(text);
  if (!tree) throw new Error("no tree");
  try {
    return flatten(machine.module, addressOf(tree), text, grammar);
  } finally {
    tree.delete();
  }
}

/** The library keeps the address of an object in its first slot. */
const addressOf = (tree: object): number => (tree as { 0: number })[0];

async function createMachine(host: Host): Promise<Machine> {
  // The options object becomes the WebAssembly module: after `init` it holds its functions and its memory.
  const module = { wasmBinary: host.asset("tree-sitter.wasm") };
  await Parser.init(module as unknown as Parameters<typeof Parser.init>[0]);
  const load = async (name: LanguageId) => grammarOf(await Language.load(host.asset(`tree-sitter-${name}.wasm`)));
  const grammars = {
    typescript: await load("typescript"),
    tsx: await load("tsx"),
    javascript: await load("javascript"),
    python: await load("python"),
  };
  return { module: module as unknown as CursorFunctions, grammars, parser: new Parser(), parsed: 0 };
}

function grammarOf(language: Language): Grammar {
  const kinds = language.types.map(intern);
  const named = language.types.map((_, type) => language.nodeTypeIsNamed(type));
  kinds[0] = "ERROR";
  named[0] = true;
  return { language, kinds, named, fields: Array.from(language.fields, (field) => intern(field ?? "")) };
}

/** The one copy of a string that the engine compares by address: what a property key becomes. */
const intern = (text: string): string => Object.keys({ [`${text}`]: 0 })[0] ?? text;
