/** Deeper than any file that a person wrote. */
const DEEPEST = 100;
/** Spaces and list marks at the start of one line. */
const WIDEST = 1_000;

/**
 * True for YAML that is nested so deeply that its parser, which calls itself for each level, could exhaust the stack. That
 * cannot always be caught: compiling a regular expression on an exhausted stack ends the process.
 */
export function nestsTooDeeply(yaml: string): boolean {
  let depth = 0;
  for (const { 0: mark } of yaml.matchAll(/[[\]{}]|^[ \t?-]+/gm)) {
    if (mark === "[" || mark === "{") depth += 1;
    else if (mark === "]" || mark === "}") depth = Math.max(0, depth - 1);
    else if (mark.length > WIDEST) return true;
    if (depth > DEEPEST) return true;
  }
  return false;
}
