import type { CallShape, Sdk } from "./sdk";

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
 * The strings of which at least one stands in every source file that can hold a call of these SDKs: how their modules are imported, and
 * the last names of the paths and URLs that are recognised without an import. Plain substrings, for a byte search before any parsing.
 */
export function prefilter(sdks: readonly Sdk[]): string[] {
  const found = new Set<string>(elsewhere);
  const add = (words: readonly string[]) => {
    for (const word of words) found.add(word);
  };
  for (const sdk of sdks) {
    if (sdk.words) add(sdk.words);
    else for (const module of sdk.modules) add(spellings(module, sdk));
    for (const shape of [...(sdk.models ?? []), ...(sdk.clients ?? [])])
      for (const module of shape.modules ?? []) add(spellings(module, sdk));
    for (const call of sdk.calls)
      if (call.unmistakable) add(call.paths.flatMap((path) => tellingWords(path, call, sdk)));
    // a model handed in from elsewhere, on which tools or a schema are put
    add([...(sdk.runnables?.tools ?? []), ...(sdk.runnables?.schema ?? [])]);
    for (const endpoint of sdk.http?.endpoints ?? []) found.add(endpoint.path);
  }
  return [...found].sort();
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
