import { readFileSync, realpathSync } from "node:fs";
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import { copyOf } from "../copy-host";
import { relativePath } from "../engine/files/paths";
import { plain } from "../engine/reports/plain";
import { rules } from "../engine/rules";
import { safeFix } from "../engine/rules/fixes-together";
import type { Finding, Fix } from "../engine/rules/rule";
import { type Mended, mend } from "./mend";
import { writeWhole } from "../write-whole";
import { parseCommand, UsageError } from "./options";
import { createProgress } from "./progress";
import { hostOf, settings, workspaceOf } from "./workspace";

export const FIX_HELP = `Usage: tokenbill fix [paths…] [options]

Makes the safe fixes of what scan finds: those after which the model sees the same and answers the same. A file is
written only when it parses afterwards as well as before.

  --dry-run                 write nothing; print the changes as a patch
  --rule ID                 only the fixes of this rule; may be given more than once
  --suggestions             make suggestions too: another model, another prompt. Try them on your own inputs
  --include-tests           mend tests and examples too

Exit codes: 0 done, 1 --dry-run found something to fix, 2 could not run, or a file could not be changed.
`;

const FIX_OPTIONS = {
  "dry-run": { type: "boolean" },
  rule: { type: "string", multiple: true },
  suggestions: { type: "boolean" },
  "include-tests": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Answers with the exit code. @throws UsageError with a message that says what to write instead */
export async function fix(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, FIX_OPTIONS);
  if (values.help === true) {
    process.stdout.write(FIX_HELP);
    return 0;
  }
  const dry = values["dry-run"] === true;
  const wanted = rulesNamed(values.rule ?? []);
  const choose = (finding: Finding) =>
    wanted.size > 0 && !wanted.has(finding.rule)
      ? undefined
      : (safeFix(finding) ?? (values.suggestions === true ? suggestion(finding) : undefined));
  const { folders, only } = workspaceOf(positionals);
  const host = copyOf(hostOf(folders));
  const configuration = settings({ includeTests: values["include-tests"] });
  const mended = await mend(host, configuration, choose, only, createProgress(process.stderr));
  const short = (path: string) => plain(relativePath(path, host.folders));
  if (dry) process.stdout.write([...host.changed].map(([path, text]) => patch(path, short(path), text)).join(""));
  else for (const [path, text] of host.changed) writeBack(path, text, mended);
  const out = dry ? process.stderr : process.stdout;
  out.write(summary(mended, host.changed.size, dry, short));
  if (mended.refused.size > 0) return 2;
  return dry && mended.made.length > 0 ? 1 : 0;
}

function rulesNamed(ids: readonly string[]): ReadonlySet<string> {
  for (const id of ids) {
    const rule = rules.find(({ meta }) => meta.id === id);
    if (rule === undefined) throw new UsageError(`there is no rule "${id}"; docs/rules.md lists them`);
    if (rule.meta.fixable === "none")
      throw new UsageError(`${id} has no fix: what to do about it is for you to choose`);
  }
  return new Set(ids);
}

function suggestion({ fixes }: Finding): Fix | undefined {
  return fixes.find((each) => each.preferred) ?? fixes[0];
}

function textOnDisk(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const BYTE_ORDER_MARK = "\ufeff";

/** With the byte order mark that the file has. */
function whole(path: string, text: string): { old?: string; text: string } {
  const old = textOnDisk(path);
  return { old, text: old?.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + text : text };
}

function patch(path: string, name: string, changed: string): string {
  const { old, text } = whole(path, changed);
  const from = old === undefined ? "/dev/null" : `a/${name}`;
  const changes = structuredPatch(from, `b/${name}`, old ?? "", text, undefined, undefined, { context: 3 });
  return formatPatch(changes, FILE_HEADERS_ONLY);
}

function writeBack(path: string, text: string, { refused }: Mended): void {
  try {
    writeWhole(realpathSync(path), whole(path, text).text);
  } catch (error) {
    refused.set(path, error instanceof Error ? error.message : String(error));
  }
}

function summary(mended: Mended, files: number, dry: boolean, short: (path: string) => string): string {
  const lines = mended.made.map(({ path, position: { line, cell }, rule, title }) => {
    const place = cell === undefined ? `${line}` : `cell ${cell}:${line}`;
    return `${short(path)}:${place}  ${rule}  ${plain(title)}`;
  });
  for (const [path, reason] of mended.refused) lines.push(`${short(path)}: not changed: ${reason}`);
  const made = mended.made.length;
  const done = `${made} fix${made === 1 ? "" : "es"} in ${files} file${files === 1 ? "" : "s"}`;
  const end = made === 0 ? "nothing to fix" : dry ? `${done} to make; nothing was written` : `${done}`;
  return `${[...lines, end].join("\n")}\n`;
}
