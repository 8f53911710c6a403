import { transformSync } from "esbuild";
import { defaultConfiguration } from "../../src/engine/configuration";
import { rules } from "../../src/engine/rules/index";
import { createSession } from "../../src/engine/session";
import { createParsers } from "../../src/engine/syntax/index";
import { memoryHost } from "../unit/host";
import type { CaseAnalysis, CaseEngine } from "./case-engine";

/** The real engine over files in memory. One session serves every case; each analysis replaces all files. */
export async function createSessionEngine(): Promise<CaseEngine> {
  const host = memoryHost({});
  const session = await createSession(host, defaultConfiguration);
  const parsers = await createParsers(host);

  function analyse(files: ReadonlyMap<string, string>, settings: object): CaseAnalysis {
    const stale = [...host.files.keys()].filter((path) => !files.has(path));
    host.files.clear();
    for (const [path, text] of files) host.files.set(path, text);
    for (const path of [...stale, ...files.keys()]) session.invalidate(path);
    session.configure({ ...defaultConfiguration, ...settings });
    const analyses = [...files.keys()].map((path) => session.analyse(path));
    return {
      findings: analyses.flatMap((analysis) => analysis.findings),
      calls: analyses.flatMap(({ calls }) =>
        calls.map(({ call }) => ({ path: call.path, id: call.id, start: call.anchor.start })),
      ),
      notes: analyses.flatMap(({ notes }) => notes.map((note) => `${note.path}: ${note.reason}`)),
    };
  }

  function syntaxErrors(path: string, text: string): string[] {
    const errors = parsers.parse(path, text).errors.map((error) => `${error.message} at ${error.start}`);
    return path.endsWith(".py") ? errors : [...errors, ...esbuildErrors(path, text)];
  }

  return { analyse, syntaxErrors, rules };
}

/** A second opinion from a parser that the engine does not use. */
function esbuildErrors(path: string, text: string): string[] {
  const loader = path.endsWith("x") ? "tsx" : /\.[cm]?js$/.test(path) ? "jsx" : "ts";
  try {
    transformSync(text, { loader, logLevel: "silent" });
    return [];
  } catch (error) {
    return [String(error instanceof Error ? error.message : error)];
  }
}
