import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";

const source = resolve(__dirname, "../../src");
const engine = join(source, "engine");

/** Each room knows only those before it; what stands in src/engine itself is the door, and knows all of them. */
const rooms = [
  "files",
  "syntax",
  "values",
  "sdks",
  "calls",
  "models",
  "tokens",
  "costs",
  "edits",
  "rules",
  "reports",
  "workspace",
];
/** Plain data types of the door that rooms may name: types only, so nothing of it is loaded. */
const doorTypes = ["configuration", "session"];
/** The packages that the engine may use; none of them touches files, the network or the editor. */
const enginePackages = ["@vscode/tree-sitter-wasm", "ignore", "jsonc-parser", "picomatch", "smol-toml", "yaml"];

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "cases" ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Static imports and re-exports, `import()` and `require()` with a literal. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?([^;"']*?\bfrom\s+)?["']([^"'\n]+)["']/gm)) {
    found.push({ file, target: match[3]!, typeOnly: match[1] !== undefined });
  }
  for (const match of text.matchAll(/\b(?:import|require)\(\s*["']([^"'\n]+)["']\s*\)/g)) {
    found.push({ file, target: match[1]!, typeOnly: false });
  }
  return found;
}

const where = ({ file, target }: Import) => `${relative(source, file)} imports ${target}`;
const isRelative = (target: string) => target.startsWith(".");
const packageOf = (target: string) =>
  target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");

function roomOf(path: string): string | undefined {
  const [first, ...rest] = relative(engine, path).split(sep);
  return rest.length > 0 ? first : undefined;
}

const engineImports = sources(engine).flatMap(importsOf);

describe("boundaries", () => {
  it("sees the engine's imports", () => {
    assert.ok(engineImports.length > 50, `${engineImports.length} imports read`);
    const known = new Set(
      sources(engine)
        .map(roomOf)
        .filter((room) => room !== undefined),
    );
    assert.deepEqual(
      [...known].filter((room) => !rooms.includes(room)),
      [],
      "a room without a place in the order",
    );
  });

  it("the engine imports no editor, no protocol, no network and no files", () => {
    const builtins = new Set(builtinModules);
    const outside = engineImports.filter(({ target }) => !isRelative(target));
    const refused = outside.filter(
      ({ target }) =>
        target.startsWith("node:") || builtins.has(packageOf(target)) || !enginePackages.includes(packageOf(target)),
    );
    assert.deepEqual(refused.map(where), []);
  });

  it("the engine imports nothing that stands around it", () => {
    const refused = engineImports.filter(
      ({ file, target }) => isRelative(target) && !resolve(dirname(file), target).startsWith(engine),
    );
    assert.deepEqual(refused.map(where), []);
  });

  it("a room of the engine imports only rooms before it", () => {
    const refused = engineImports.filter(({ file, target, typeOnly }) => {
      const room = roomOf(file);
      if (room === undefined || !isRelative(target)) return false;
      const path = resolve(dirname(file), target);
      const other = existsSync(path) && statSync(path).isDirectory() ? roomOf(join(path, "index")) : roomOf(path);
      if (other === undefined) return !(typeOnly && doorTypes.includes(relative(engine, path)));
      return rooms.indexOf(other) > rooms.indexOf(room);
    });
    assert.deepEqual(refused.map(where), []);
  });

  it("the engine has no clock, no chance and no global network", () => {
    const forbidden =
      /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bfetch\(|\bprocess\.|\beval\(|\bnew Function\(/;
    const refused = sources(engine).flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .map((line, index) => ({ line: line.replace(/(^|\s)\/\/.*|^\s*\*.*|\/\*.*\*\/|(["'`/]).*?\2/g, ""), index }))
        .filter(({ line }) => forbidden.test(line))
        .map(({ index }) => `${relative(source, file)}:${index + 1}`),
    );
    assert.deepEqual(refused, []);
  });

  it("only the extension imports vscode, only the server and the extension know its protocol", () => {
    const all = sources(source).flatMap(importsOf);
    const inFolder = (file: string, ...folders: string[]) => folders.includes(relative(source, file).split(sep)[0]!);
    const refused = all.filter(
      ({ file, target }) =>
        (target === "vscode" && !inFolder(file, "extension")) ||
        (/^vscode-language(server|client)/.test(target) && !inFolder(file, "extension", "server")),
    );
    assert.deepEqual(refused.map(where), []);
  });

  it("one file reaches the network", () => {
    const network = /\bfetch\(|["'](node:)?(http|https|http2|net|tls|dgram|dns)["']|\bXMLHttpRequest\b|\bWebSocket\(/;
    const files = sources(source).filter((file) => network.test(readFileSync(file, "utf8")));
    assert.deepEqual(
      files.map((file) => relative(source, file)),
      ["fetch-prices.ts"],
    );
  });

  it("the extension loads no parser and no tokenizer", () => {
    const seen = new Set<string>();
    const queue = sources(join(source, "extension"));
    const loaded: string[] = [];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const { target, typeOnly } of importsOf(file)) {
        if (typeOnly) continue;
        if (!isRelative(target)) loaded.push(target);
        const path = resolve(dirname(file), target);
        const next = [`${path}.ts`, join(path, "index.ts")].find(
          (candidate) => isRelative(target) && existsSync(candidate),
        );
        if (next) queue.push(next);
      }
    }
    assert.deepEqual(
      loaded.filter((name) => /tree-sitter|tiktoken|typescript/.test(name)),
      [],
    );
    assert.ok(![...seen].some((file) => /engine[\\/](syntax|tokens)[\\/]/.test(file)), [...seen].join("\n"));
  });
});
