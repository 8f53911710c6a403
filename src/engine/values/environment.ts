import { deployedAs } from "./configuration-files";
import { choiceOf, known, unknown } from "./make";
import { dirname, upwards } from "./paths";
import type { Run } from "./run";
import type { Origin, Value } from "./value";

const FILES = [
  ".env",
  ".env.local",
  ".env.development",
  ".env.production",
  ".env.example",
  ".env.sample",
  ".env.template",
];
/** Names that sound like a secret are never looked up. */
export const SECRET = /key|secret|token|password|passwd|credential|auth|dsn|cookie|private/i;
const LARGEST = 256 * 1024;

/**
 * An environment variable: what it holds is known when the program runs. What the nearest environment and deployment
 * files of the workspace say about this one name are alternatives. A name that sounds like a secret is not looked up.
 */
export function environment(run: Run, name: string, origin: Origin): Value {
  const hole = unknown(`env:${name}`, "environment", origin);
  if (SECRET.test(name)) return hole;
  for (const directory of upwards(run.sources.folders, dirname(origin.path))) {
    const found = FILES.flatMap((file) => definition(run, `${directory}/${file}`, name) ?? []);
    if (found.length === 0) found.push(...deployedAs(run, name, directory));
    if (found.length) return choiceOf([hole, ...found], "fallback", origin);
  }
  return hole;
}

/** The value of one variable in one environment file. */
function definition(run: Run, file: string, name: string): Value | undefined {
  const lines = linesOf(run, file);
  const line = lines?.get(name);
  return line && known(line.text, { path: file, start: line.start, end: line.end });
}

interface Line {
  text: string;
  start: number;
  end: number;
}

function linesOf(run: Run, file: string): Map<string, Line> | undefined {
  const cached = run.environments.get(file);
  if (cached !== undefined) return cached ?? undefined;
  run.dependencies.add(file);
  const content = run.sources.exists(file) ? run.sources.text(file) : undefined;
  if (content === undefined || content.length > LARGEST) {
    run.environments.set(file, null);
    return undefined;
  }
  const lines = new Map<string, Line>();
  let start = 0;
  for (const line of content.split("\n")) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=[ \t]*(.*?)\s*$/.exec(line.slice(0, 4_000));
    const text = match && unquoted(match[2] as string);
    if (match && text && !SECRET.test(match[1] as string)) {
      const at = start + line.indexOf(text);
      lines.set(match[1] as string, { text, start: at, end: at + text.length });
    }
    start += line.length + 1;
  }
  run.environments.set(file, lines);
  return lines;
}

/** Without quotes and a comment behind it; nothing for what refers to other variables or stands for something to fill in. */
function unquoted(value: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(value);
  const text = quoted ? (quoted[2] as string) : value.replace(/\s+#.*$/, "").trim();
  return /\$\{?\w|^<.*>$|^(your|changeme|xxx|todo)\b/i.test(text) ? "" : text;
}
