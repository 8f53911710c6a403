import type { Sdk } from "./sdk";

/**
 * The strings of which at least one stands in every source file that can hold a call of these SDKs: what is imported, and the last
 * two names of the paths that are recognised without an import. Written as plain substrings, for a byte search before any parsing.
 */
export function prefilter(sdks: readonly Sdk[]): string[] {
  const found = new Set<string>();
  for (const sdk of sdks) {
    for (const shape of [sdk, ...(sdk.models ?? []), ...(sdk.clients ?? [])])
      for (const module of shape.modules ?? []) for (const spelling of spellings(module)) found.add(spelling);
    for (const call of sdk.calls) {
      if (!call.unmistakable) continue;
      for (const path of call.paths) found.add(lastNames(path));
    }
  }
  return [...found].sort();
}

/** `from google import genai` writes the parts of `google.genai` apart. */
function spellings(module: string): string[] {
  const dot = module.lastIndexOf(".");
  if (dot < 0 || module.includes("/") || module.startsWith("@")) return [module];
  return [module.slice(dot + 1)];
}

function lastNames(path: string): string {
  const names = path.replaceAll("()", "").split(".");
  return names.slice(names[0] === "client" ? Math.max(1, names.length - 2) : -2).join(".");
}
