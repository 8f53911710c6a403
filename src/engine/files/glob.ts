import picomatch from "picomatch";

const MAX_LENGTH = 200;
/** `*` between two slashes, and `**` in all: each more multiplies the time that a path can take. */
const MAX_STARS = 2;
const MAX_DEEP = 4;

/** What a pattern must be, when it is not one that any path is compared with in no time; undefined when it is. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.length > MAX_LENGTH) return `at most ${MAX_LENGTH} characters long`;
  const runs = (text: string, stars: RegExp) => text.match(stars)?.length ?? 0;
  if (runs(pattern, /\*{2,}/g) > MAX_DEEP) return `without more than ${MAX_DEEP} times **`;
  const most = Math.max(...pattern.split("/").map((segment) => runs(segment, /\*+/g)));
  return most > MAX_STARS ? `without more than ${MAX_STARS} times * between two slashes` : undefined;
}

/**
 * Whether a path within its workspace folder matches `src/**` and the like. Parentheses, `+` and `|` stand for themselves, as in the
 * names of folders; a pattern with a problem matches nothing.
 */
export function matchesGlob(relative: string, pattern: string): boolean {
  if (globProblem(pattern) !== undefined) return false;
  return picomatch.isMatch(relative, pattern.replace(/(?<!\\)[()|+]/g, "\\$&"), { dot: true, noextglob: true });
}
