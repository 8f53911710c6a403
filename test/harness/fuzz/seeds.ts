import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { createPrefilter } from "../../../src/engine/files/prefilter";
import { sdks } from "../../../src/engine/sdks/index";
import { prefilter } from "../../../src/engine/sdks/prefilter";
import { writeFillers } from "../case-source";

/** Files that stand together, as paths under /w to texts. Those that may hold calls are mutated. */
export interface Seed {
  name: string;
  files: ReadonlyMap<string, string>;
  targets: readonly string[];
}

const root = resolve(__dirname, "../../..");
const sources = /\.(py|[cm]?tsx?|[cm]?jsx?|vue|svelte|prompty|prompt|ipynb)$/;
const texts = /\.(txt|md|ya?ml|json|toml|j2|jinja2?)$/;
const mayMatter = createPrefilter(() => prefilter(sdks));
/** Bytes of a file: longer ones take longer, and are no odder. */
const maximumSize = 16_000;
/** Characters of a case with its fillers written out. */
const maximumText = 20_000;
/** Neighbours of a file of a foreign folder that come along, so that an import may lead somewhere. */
const neighbours = 1;

/** The examples as whole workspaces and each case of the engine by itself. */
export function ownSeeds(): Seed[] {
  const examples = readdirSync(join(root, "examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => workspaceSeed(join(root, "examples", name)));
  const engine = join(root, "src/engine");
  const cases = filesBelow(engine).filter((path) => /\/cases\//.test(path) && sources.test(path));
  const folders = readdirSync(join(root, "test/cases")).map((name) => workspaceSeed(join(root, "test/cases", name)));
  return [...examples, ...cases.map((path) => seedOf(path, [path])), ...folders].filter(hasTargets).filter(isShort);
}

/** Every file of a folder that may hold calls, with one of its neighbours. */
export function folderSeeds(folder: string): Seed[] {
  const found: Seed[] = [];
  for (const path of filesBelow(folder)) {
    if (!sources.test(path) || !isSmall(path) || !mayMatter(readFileSync(path))) continue;
    const beside = readdirSync(dirname(path))
      .map((name) => join(dirname(path), name))
      .filter((other) => other !== path && sources.test(other) && isSmall(other));
    found.push(seedOf(path, [path, ...beside.slice(0, neighbours)]));
  }
  return found;
}

function workspaceSeed(folder: string): Seed {
  const paths = filesBelow(folder).filter((path) => (sources.test(path) || texts.test(path)) && isSmall(path));
  const files = new Map(
    paths.map((path) => [`/w/${relative(folder, path)}`, writeFillers(readFileSync(path, "utf8"))]),
  );
  const targets = [...files].filter(([path, text]) => sources.test(path) && matters(path, text)).map(([path]) => path);
  return { name: relative(root, folder), files, targets };
}

function seedOf(path: string, paths: readonly string[]): Seed {
  const files = new Map(paths.map((each) => [`/w/${basename(each)}`, writeFillers(readFileSync(each, "utf8"))]));
  return { name: relative(root, path), files, targets: [`/w/${basename(path)}`] };
}

function matters(path: string, text: string): boolean {
  return /\.prompty?$/.test(path) || mayMatter(new TextEncoder().encode(text));
}

function hasTargets({ targets }: Seed): boolean {
  return targets.length > 0;
}

function isShort({ files }: Seed): boolean {
  return [...files.values()].every((text) => text.length <= maximumText);
}

function isSmall(path: string): boolean {
  const { size } = statSync(path);
  return size > 0 && size <= maximumSize;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "node_modules" || entry.name === ".git" ? [] : filesBelow(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}
