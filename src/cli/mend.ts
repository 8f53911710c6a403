import type { CopyHost } from "../copy-host";
import type { Configuration } from "../engine/configuration";
import { applyEdits } from "../engine/edits";
import type { TextEdit } from "../engine/edits/text-edit";
import { decodeSource } from "../engine/files/read-source";
import type { Position } from "../engine/reports/report";
import { type ChosenFix, fixesTogether } from "../engine/rules/fixes-together";
import type { Finding, Fix } from "../engine/rules/rule";
import { createSession, type Session } from "../engine/session";
import { createParsers, languageOf, type Parsers } from "../engine/syntax";
import { readNotebook } from "../engine/syntax/notebook";
import type { Progress } from "./progress";

export interface Mended {
  made: (Pick<Finding, "rule"> & { path: string; position: Position; title: string })[];
  /** files that a fix would have touched and that are left as they are, with the reason */
  refused: Map<string, string>;
}

/** A fix may make room for another one, as where two touch one place. */
const MOST_ROUNDS = 10;

/**
 * Makes fixes on a copy in memory until there are no more of them: `host.changed` holds the files afterwards. A fix after which a
 * file would parse worse than before is not made.
 *
 * @param choose the fix of a finding that is wanted, or none
 * @param only files or folders that findings are looked for in
 */
export async function mend(
  host: CopyHost,
  settings: Configuration,
  choose: (finding: Finding) => Fix | undefined,
  only: readonly string[] | undefined,
  progress: Progress,
): Promise<Mended> {
  const session = await createSession(host, settings);
  const parsers = await createParsers(host);
  const mended: Mended = { made: [], refused: new Map() };
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { findings } = await session.analyseWorkspace({ progress: progress.update, paths: only });
    const chosen = fixesTogether(findings, (finding) => {
      const fix = tried.has(keyOf(finding)) ? undefined : choose(finding);
      return fix?.edits.some(({ path }) => mended.refused.has(path)) ? undefined : fix;
    });
    const texts = sound(session, parsers, host, chosen, mended.refused);
    if (texts.size === 0) break;
    for (const { finding, fix } of chosen.filter((each) => isWhole(each, texts))) {
      tried.add(keyOf(finding));
      const { path, start } = finding.range;
      const position = session.position(path, start);
      mended.made.push({ rule: finding.rule, path, position, title: fix.title });
      for (const { path: made, text } of fix.creates ?? []) texts.set(made, text);
    }
    for (const [path, text] of texts) host.changed.set(path, text);
    for (const path of texts.keys()) session.invalidate(path);
  }
  progress.done();
  return mended;
}

/** A suggestion is made once for a call: a cheaper model has a cheaper one itself. */
function keyOf({ rule, callId, range, message }: Finding): string {
  return callId === "" ? `${rule} ${range.path} ${range.start} ${message}` : `${rule} ${callId}`;
}

function isWhole({ fix }: ChosenFix, texts: ReadonlyMap<string, string>): boolean {
  return fix.edits.every(({ path }) => texts.has(path));
}

/** The changed files. A file that cannot be changed is refused with every fix that touches it. */
function sound(
  session: Session,
  parsers: Parsers,
  host: CopyHost,
  chosen: readonly ChosenFix[],
  refused: Map<string, string>,
): Map<string, string> {
  for (;;) {
    const possible = chosen.filter(({ fix }) => !fix.edits.some(({ path }) => refused.has(path)));
    const edits = possible.flatMap(({ fix }) => fix.edits);
    const texts = new Map<string, string>();
    const before = refused.size;
    for (const path of new Set(edits.map((edit) => edit.path))) {
      const own = edits.filter((edit) => edit.path === path);
      const text = changedText(session, parsers, host, path, own);
      if (typeof text === "string") texts.set(path, text);
      else refused.set(path, text.reason);
    }
    if (refused.size === before) return texts;
  }
}

function changedText(
  session: Session,
  parsers: Parsers,
  host: CopyHost,
  path: string,
  edits: readonly TextEdit[],
): string | { reason: string } {
  const bytes = host.read(path);
  const old = bytes && decodeSource(bytes);
  if (bytes === undefined || old === undefined || !("text" in old)) return { reason: "it cannot be read" };
  if (!isUtf8(bytes, old.text)) return { reason: "it is not written in UTF-8" };
  const text = applyEdits(old.text, session.fileEdits(edits));
  const errors = (source: string) => parsers.parse(path, codeOf(path, source)).errors.length;
  const breaks = languageOf(path) !== undefined && errors(text) > errors(old.text);
  return breaks ? { reason: "it would not parse any more" } : text;
}

/** What is written back is what was read, but for the edits. */
function isUtf8(bytes: Uint8Array, text: string): boolean {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const again = new TextEncoder().encode(text);
  return again.length === bytes.length - mark && again.every((byte, at) => byte === bytes[at + mark]);
}

function codeOf(path: string, text: string): string {
  return path.endsWith(".ipynb") ? readNotebook(text).text : text;
}
