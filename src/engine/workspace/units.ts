import { findCalls } from "../calls";
import { MOST_REQUESTS } from "../calls/inspect";
import type { LlmCall } from "../calls/llm-call";
import { isPromptFile, promptFileCalls } from "../calls/prompt-files";
import { type OtherFiles, PromptFileError } from "../calls/prompt-files/prompt-file";
import type { Usage } from "../calls/usage";
import type { Configuration } from "../configuration";
import type { Host } from "../files/host";
import { isInside, relativePath } from "../files/paths";
import { scopeOf } from "../files/scope-of";
import type { AnalysedCall } from "../rules/rule";
import type { FileNote } from "../session";
import { languageOf } from "../syntax";
import { type Evaluator, MOST_CALLERS } from "../values/evaluator";
import type { Steps } from "../values/steps";
import type { Estimator } from "./estimate";
import { withLooseTree } from "./loose-tree";
import type { SlowFiles } from "./slow-files";
import type { SourceStore } from "./source-store";
import { usageOf } from "./usage-of";

/** What the SDK calls written in one file come to; the calls may stand in other files, where wrappers are called. */
export interface Unit {
  calls: AnalysedCall[];
  /** other files that were read for it */
  dependencies: Set<string>;
  /** names whose callers were looked for */
  names: Set<string>;
  notes: FileNote[];
}

const TOO_MANY_REQUESTS = `more than ${MOST_REQUESTS.toLocaleString("en-US")} requests in one file: the others are not in the bill`;
const TOO_MANY_CALLERS = `more than ${MOST_CALLERS} calls lead to one of its requests: the others are not in the bill`;

export interface UnitParts {
  host: Host;
  store: SourceStore;
  estimator: Estimator;
  evaluator: Evaluator;
  configuration: Configuration;
  /** files that counting looks at: pictures */
  counted: Set<string>;
}

/** A unit that is being made, with what it rests on so far. */
export interface Making {
  steps: Steps<Unit | undefined>;
  dependencies(): ReadonlySet<string>;
  names(): ReadonlySet<string>;
}

/**
 * What is in one file; undefined when it is nothing to do with models. Never throws.
 *
 * @param timed measures what is done for this file; what is done once for all, when the first asks for it, is not in it
 */
export function* makeUnit(path: string, parts: UnitParts, timed: SlowFiles["timed"]): Steps<Unit | undefined> {
  const { host, store } = parts;
  if (isPromptFile(path, host.folders)) return promptUnit(path, parts);
  if (languageOf(path) === undefined) return undefined;
  if (!store.mayMatter(path)) return undefined;
  yield* store.gatherNames();
  return yield* timed(path, codeUnit(path, parts));
}

function* codeUnit(path: string, parts: UnitParts): Steps<Unit | undefined> {
  const { store, evaluator, configuration } = parts;
  const program = store.program(path);
  if (program === undefined) return undefined;
  yield;
  const notes: FileNote[] = [];
  const calls: AnalysedCall[] = [];
  const counted = new Set<string>();
  try {
    const cut = (start: number) => notes.push({ path, start, reason: TOO_MANY_REQUESTS });
    const found = yield* findCalls(program, evaluator, {
      models: configuration.models,
      scope: scope(path, parts),
      cut,
    });
    for (const call of found) {
      yield;
      calls.push(estimated(withLooseTree(call, store.program), counted, parts));
      if (call.callersCut) notes.push({ path, start: call.anchor.start, reason: TOO_MANY_CALLERS });
    }
  } catch (error) {
    calls.length = 0;
    notes.push({ path, reason: `its calls could not be analysed: ${errorName(error)}` });
  }
  const dependencies = new Set([...evaluator.dependencies(), ...counted]);
  return { calls, dependencies, names: new Set(evaluator.names()), notes };
}

/** @param looked gets the files that were looked at to count it */
function estimated(call: LlmCall, looked: Set<string>, parts: UnitParts): AnalysedCall {
  parts.counted.clear();
  const made = parts.estimator.estimate(withScope(call, parts), usage(call, parts));
  for (const path of parts.counted) looked.add(path);
  return made;
}

function promptUnit(path: string, parts: UnitParts): Unit {
  const { host, store } = parts;
  const unit: Unit = { calls: [], dependencies: new Set(), names: new Set(), notes: [] };
  const text = store.source(path);
  if (text === undefined) return unit;
  try {
    const found = promptFileCalls(path, text, host.folders, otherFiles(unit.dependencies, parts));
    unit.calls = found.map((call) => estimated(call, unit.dependencies, parts));
  } catch (error) {
    const reason = error instanceof PromptFileError ? error.message : `it could not be analysed: ${errorName(error)}`;
    unit.notes.push({ path, reason });
  }
  return unit;
}

/** The workspace's files, for a prompt that refers to others; which ones it asked for is noted. */
function otherFiles(asked: Set<string>, { host, store }: UnitParts): OtherFiles {
  const noted = <T>(path: string, read: (path: string) => T, none: T): T => {
    if (!host.folders.some((folder) => isInside(path, folder))) return none;
    asked.add(path);
    return read(path);
  };
  return {
    text: (path) => noted(path, store.text, undefined),
    entries: (path) => noted<readonly string[]>(path, store.entries, []),
  };
}

function usage(call: LlmCall, { host, store, configuration }: UnitParts): Usage | undefined {
  return usageOf(call, store.program(call.path), relativePath(call.path, host.folders), configuration);
}

function scope(path: string, { host }: UnitParts): LlmCall["scope"] {
  return scopeOf(relativePath(path, host.folders));
}

function withScope(call: LlmCall, parts: UnitParts): LlmCall {
  const place = scope(call.path, parts);
  return place === call.scope ? call : { ...call, scope: place };
}

/** A host that notes which files are looked at. */
export function notingHost(host: Host, looked: Set<string>): Host {
  return {
    ...host,
    stat(path) {
      looked.add(path);
      return host.stat(path);
    },
  };
}

/** The kind of an error without its text, which could hold a prompt. */
function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown error";
}
