import type { Clues } from "../files/prefilter";
import type { CallShape, Sdk } from "./sdk";

/** Shorter names are too common to look for in files that are about something else. */
const DISTINCTIVE = 8;

/** Where modules are imported from by address or by registry, under whatever name. */
const elsewhere = [
  '"npm:',
  "'npm:",
  '"jsr:',
  "'jsr:",
  "//esm.sh/",
  "//esm.run/",
  "//unpkg.com/",
  "//cdn.skypack.dev/",
  "//cdn.jsdelivr.net/npm/",
];

/**
 * What stands in every source file that can hold a call of these SDKs: a string by which their modules are imported, or the last names of
 * the paths and URLs that are recognised without an import; and with it one of the names that the SDK's calls end with.
 */
export function prefilter(sdks: readonly Sdk[]): Clues {
  const clues = new Map<string, Names>(elsewhere.map((word) => [word, undefined]));
  const telling = sdks.flatMap((sdk) => [
    ...chainMethods(sdk),
    ...ownNames(sdk).filter((name) => name.length >= DISTINCTIVE && !name.endsWith("()")),
  ]);
  for (const sdk of sdks) {
    const names = calledNames(sdk, sdks, telling);
    for (const word of wordsOf(sdk)) clues.set(word, clues.has(word) ? either(clues.get(word), names) : names);
  }
  return clues;
}

type Names = ReadonlySet<string> | undefined;

/** Undefined where one of both is: the word says enough. A set that many words share stays one, since a pattern is made of each. */
function either(one: Names, other: Names): Names {
  if (one === undefined || other === undefined) return undefined;
  return one === other ? one : new Set([...one, ...other]);
}

function wordsOf(sdk: Sdk): string[] {
  const words = sdk.words ? [...sdk.words] : sdk.modules.flatMap((module) => spellings(module, sdk));
  for (const shape of [...(sdk.models ?? []), ...(sdk.clients ?? [])])
    for (const module of shape.modules ?? []) words.push(...spellings(module, sdk));
  for (const call of sdk.calls)
    if (call.unmistakable) words.push(...call.paths.flatMap((path) => tellingWords(path, call, sdk)));
  // a model handed in from elsewhere, on which tools or a schema are put
  words.push(...(sdk.runnables?.tools ?? []), ...(sdk.runnables?.schema ?? []));
  for (const endpoint of sdk.http?.endpoints ?? []) words.push(endpoint.path);
  return words;
}

/**
 * The names that the calls in a file about an SDK end with: its own, and those of others that say enough for what comes from another file.
 * Undefined where anything may be called: the result of a call, a chain.
 */
function calledNames(sdk: Sdk, sdks: readonly Sdk[], telling: readonly string[]): Names {
  const copied = sdks.find(({ name }) => name === sdk.like);
  const names = [...ownNames(sdk), ...(copied ? ownNames(copied) : [])];
  if (sdk.runnables || names.some((name) => name.endsWith("()"))) return undefined;
  return new Set([...names, ...telling]);
}

function ownNames({ calls, http }: Sdk): string[] {
  const paths = calls.flatMap((call) => call.paths);
  return [
    ...paths.map((path) => path.slice(path.lastIndexOf(".") + 1)),
    ...(http?.senders ?? []).flatMap(({ names }) => names),
  ];
}

/** What runs a chain, which may come from anywhere. */
function chainMethods({ runnables }: Sdk): readonly string[] {
  return runnables ? [...runnables.methods, ...runnables.streams, ...runnables.batches] : [];
}

/** How a module is imported. A bare `ai` stands in every other word, so that quotes and keywords have to be there too. */
function spellings(module: string, sdk: Sdk): string[] {
  const words = [`"${module}"`, `'${module}'`];
  if (sdk.languages.includes("typescript")) words.push(`"${module}/`, `'${module}/`);
  if (!sdk.languages.includes("python") || /[@/-]/.test(module)) return words;
  // `from google import genai`
  const last = module.slice(module.lastIndexOf(".") + 1);
  return [...words, `from ${module}`, `import ${last}`, `, ${last}`, `import ${module}`];
}

/**
 * What stands in every file that has the call: its last names. Where that is one plain name, the module that it has to be called on, or
 * the longest of the name and its keys.
 */
function tellingWords(path: string, { unmistakable }: CallShape, sdk: Sdk): string[] {
  const names = lastNames(path);
  if (names.includes(".")) return [names];
  if (!path.startsWith("client.")) return sdk.words ? [] : sdk.modules.filter((module) => /^\w+$/.test(module));
  const keys = unmistakable?.has.filter((key) => !key.includes("|")) ?? [];
  return [[names, ...keys].reduce((best, word) => (word.length > best.length ? word : best))];
}

/** The last two names, since a chain is rarely broken between them. */
function lastNames(path: string): string {
  const names = path.replaceAll("()", "").split(".");
  return names.slice(names[0] === "client" ? Math.max(1, names.length - 2) : -2).join(".");
}
