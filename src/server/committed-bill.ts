import type { Configuration } from "../engine/configuration";
import { type Bill, billOf } from "../engine/reports/difference";
import { createSession } from "../engine/session";
import { type Base, baseOf, createGitHost, GitProblem } from "../git-host";
import { joinHosts } from "../memory-host";
import { memoryResults } from "../memory-results";
import { createNodeHost } from "../node-host";
import { withStoredPrices } from "../stored-prices";
import { createCountStore } from "./count-exactly";

/** Plain data: it is handed to another thread. */
export interface CommittedQuestion {
  /** folders on disk, in the engine's notation */
  folders: string[];
  assets: string;
  storage?: string;
  configuration: Configuration;
  /** which commits they are is all that is asked */
  commitsOnly?: boolean;
  /** what the server's session knows of the files as they are now */
  results?: unknown;
}

export type CommittedAnswer =
  /** the bill, unless only the commits were asked for */
  | { ok: true; commits: Base[]; bill?: Bill }
  /** a sentence for people */
  | { ok: false; reason: string };

/** What the thread says: how many of the files are read, and in the end the answer. */
export type CommittedNews = { done: number; total: number } | { answer: CommittedAnswer };
type Progress = (done: number, total: number) => void;

/** The bill of the folders as they were last committed. Only what differs from the files that `results` are of is worked out. */
export async function committedBill(question: CommittedQuestion, progress?: Progress): Promise<CommittedAnswer> {
  const { folders, assets, storage, configuration, commitsOnly, results } = question;
  try {
    const commits = folders.map((folder) => baseOf(folder, "HEAD"));
    if (commitsOnly) return { ok: true, commits };
    const disk = withStoredPrices(createNodeHost(folders, assets));
    const hosts = folders.map((folder, index) => createGitHost(folder, commits[index]!, disk));
    const { measured } = createCountStore(() => storage);
    const world = joinHosts(hosts, disk.asset);
    const session = await createSession(world, configuration, { measured, results: memoryResults(results) });
    const report = await session.report({ progress });
    return { ok: true, commits, bill: billOf(report, session.configuration().configuration.includeTests) };
  } catch (error) {
    if (error instanceof GitProblem) return { ok: false, reason: sentence(error.message) };
    throw error;
  }
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
