import type { Configuration } from "./configuration";
import type { Host } from "./files/host";
import type { AnalysedCall, Finding } from "./rules/rule";
import type { Report } from "./reports/report";

/** The engine's only door. One session serves one workspace; nothing here throws for what a file contains. */
export interface Session {
  /** A document as the editor has it; it stands before the file on disk until it is closed. */
  open(path: string, text: string, version: number): void;
  change(path: string, text: string, version: number): void;
  close(path: string): void;
  /** A file changed, appeared or vanished on disk. */
  invalidate(path: string): void;
  configure(configuration: Configuration): void;
  /** One file: its calls with figures, its findings. Fast: only what depends on changed files is worked out again. */
  analyse(path: string): FileAnalysis;
  /** The whole workspace, in steps that leave the event loop free; stops when the signal says so. */
  analyseWorkspace(options?: {
    signal?: AbortSignal;
    progress?: (done: number, total: number, path: string) => void;
    paths?: string[];
  }): Promise<Report>;
  /** The files whose analysis used this file (a constant, a prompt): what to look at again after an edit. */
  dependents(path: string): string[];
}

export interface FileAnalysis {
  path: string;
  /** the version of the open document it is for; undefined for the file on disk */
  version?: number;
  calls: AnalysedCall[];
  findings: Finding[];
  notes: FileNote[];
}

/** Why a file, or a place in it, is not (wholly) in the numbers. */
export interface FileNote {
  path: string;
  reason: string;
  start?: number;
}

export declare function createSession(host: Host, configuration?: Configuration): Promise<Session>;
