import { Language, Parser } from "@vscode/tree-sitter-wasm";
import type { Host } from "../files/host";
import { type FlatTree, flatTree, type TreesAhead } from "./ahead";
import type { CursorFunctions } from "./flatten";
import { flatten, hasErrors } from "./flatten";
import { type Grammar, grammarOf } from "./grammar";
import { lowerPython } from "./lower-python";
import { lowerTypeScript } from "./lower-typescript";
import { type Parse, ParserTooSlow, patient } from "./patience";
import type { LanguageId, Program } from "./program";
import { type RecentTrees, recentTrees } from "./recent-trees";
import { repair } from "./repair";
import type { Tree } from "./tree";

export interface Parsers {
  /**
   * The program of a source text; broken code gives a partial program and its errors. The language comes from the path.
   * Throws `ParserAborted` when the parser itself broke down, `ParserTooSlow` when it took longer than `seconds`, and an Error for a
   * path in no known language.
   */
  parse(path: string, text: string, seconds?: number): Program;
  /** The first half of that, for another thread to finish. */
  flatten(path: string, text: string, seconds?: number): FlatTree;
  /** Rejects with the `ParserAborted` that left the parsers unusable, if one did. */
  ready(): Promise<void>;
  dispose(): void;
}

/** The parser trapped, so the file is not analysed. When it is `fatal`, no file will be until the process is restarted. */
export class ParserAborted extends Error {
  override readonly name = "ParserAborted";
  constructor(
    readonly path: string,
    readonly fatal: boolean,
    options?: ErrorOptions,
  ) {
    super(`the parser broke down on ${path}`, options);
  }
}

const extensions = new Map<string, LanguageId>([
  ["ts", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["tsx", "tsx"],
  ["js", "javascript"],
  ["jsx", "javascript"],
  ["mjs", "javascript"],
  ["cjs", "javascript"],
  ["py", "python"],
  // Its text is the Python text of its cells, see notebook.ts.
  ["ipynb", "python"],
]);

/** The language of a file by its name; undefined when it is none that can be parsed. */
export function languageOf(path: string): LanguageId | undefined {
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : extensions.get(path.slice(dot + 1).toLowerCase());
}

/** A text as programs and editors count it: without byte order marks, of which files that were put together can have several. */
export const withoutByteOrderMark = (text: string): string =>
  text.charCodeAt(0) === 0xfeff ? text.replace(/^\ufeff+/, "") : text;

interface Machine {
  module: CursorFunctions;
  grammars: Record<LanguageId, Grammar>;
  /** what left it unable to parse even the simplest text */
  broken?: ParserAborted;
}

/** The library holds one WebAssembly instance a process, so whoever needs parsers shares it. */
let loading: Promise<Machine> | undefined;

/** A parser keeps what it grew to; starting afresh now and then gives it back. */
const treesPerParser = 5000;

/**
 * Loads the parser and its grammars through the host (the first host of a process); nothing else is read.
 *
 * @param ahead trees that may be there already when a text is parsed
 */
export async function createParsers(host: Host, ahead?: TreesAhead): Promise<Parsers> {
  loading ??= loadMachine(host);
  const machine = await loading.catch((error) => {
    loading = undefined;
    throw error;
  });
  let trees = recentTrees();
  let parser = new Parser();
  let parsed = 0;

  function treeOf(path: string, language: LanguageId, text: string, seconds: number): Tree {
    if (machine.broken) throw new ParserAborted(path, true, { cause: machine.broken });
    if (++parsed % treesPerParser === 0) {
      parser.delete();
      parser = new Parser();
    }
    try {
      parser.setLanguage(machine.grammars[language].language);
      return parseTree(machine, patient(parser, seconds), trees, path, language, text);
    } catch (cause) {
      if (cause instanceof ParserTooSlow) throw cause;
      // What trapped is in an unknown state: it is left behind with its trees, and its successor has to prove itself.
      trees = recentTrees();
      parser = new Parser();
      const fatal = !works(machine, parser);
      const aborted = new ParserAborted(path, fatal, { cause });
      if (fatal) machine.broken = aborted;
      throw aborted;
    }
  }

  return {
    parse(path, source, seconds = Number.POSITIVE_INFINITY) {
      const language = languageOf(path);
      if (!language) throw new Error(`no known language: ${path}`);
      const text = withoutByteOrderMark(source);
      const flat = ahead?.take(path, text);
      const tree: Tree = flat
        ? { ...flat, text, grammar: machine.grammars[language], depth: 0, yields: false }
        : treeOf(path, language, text, seconds);
      return language === "python" ? lowerPython(path, tree) : lowerTypeScript(path, language, tree);
    },
    flatten: (path, text, seconds = Number.POSITIVE_INFINITY) => {
      const language = languageOf(path);
      if (!language) throw new Error(`no known language: ${path}`);
      return flatTree(treeOf(path, language, withoutByteOrderMark(text), seconds));
    },
    async ready() {
      if (machine.broken) throw machine.broken;
    },
    dispose() {
      trees.clear();
      parser.delete();
    },
  };
}

/**
 * A whole text is parsed from its last version. A broken one is always parsed afresh: how a parser gets over an error depends
 * on where it comes from, and the same text must give the same program.
 */
function parseTree(
  machine: Machine,
  parse: Parse,
  trees: RecentTrees,
  path: string,
  language: LanguageId,
  text: string,
): Tree {
  const grammar = machine.grammars[language];
  const { tree, reused } = trees.parse(parse, grammar.language, path, text);
  const address = addressOf(tree);
  try {
    const broken = hasErrors(machine.module, address);
    const repaired = broken ? parseRepaired(machine, parse, language, text) : undefined;
    if (repaired) return repaired;
    if (!broken || !reused) return flatten(machine.module, address, text, grammar);
  } finally {
    trees.release(grammar.language, path, text, tree);
  }
  return withTree(parse, text, (fresh) => flatten(machine.module, fresh, text, grammar));
}

function parseRepaired(machine: Machine, parse: Parse, language: LanguageId, text: string): Tree | undefined {
  const repaired = repair(language, text);
  if (!repaired) return undefined;
  return withTree(parse, repaired.text, (address) => {
    if (hasErrors(machine.module, address)) return undefined;
    const tree = flatten(machine.module, address, text, machine.grammars[language]);
    tree.comments.push(...repaired.comments);
    tree.comments.sort((one, other) => one.start - other.start);
    return tree;
  });
}

/** Parses, and frees the tree whatever happens; `use` gets its address. */
function withTree<T>(parse: Parse, text: string, use: (address: number) => T): T {
  const tree = parse(text);
  try {
    return use(addressOf(tree));
  } finally {
    tree.delete();
  }
}

function works(machine: Machine, parser: Parser): boolean {
  try {
    parser.setLanguage(machine.grammars.javascript.language);
    return withTree(patient(parser, 1), "f(1)", (tree) => !hasErrors(machine.module, tree));
  } catch {
    return false;
  }
}

/** The library keeps the address of an object in its first slot. */
const addressOf = (tree: object): number => (tree as { 0: number })[0];

async function loadMachine(host: Host): Promise<Machine> {
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
  return { module: module as unknown as CursorFunctions, grammars };
}
