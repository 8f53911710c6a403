import type { Configuration } from "../engine/configuration";
import { type Bill, billOf } from "../engine/reports/difference";
import { createSession } from "../engine/session";
import { type Base, baseOf, createGitHost, GitProblem } from "../git-host";
import { joinHosts } from "../memory-host";
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
  /** the commits that an answer is there for: when they are still the last ones, nothing is worked out again */
  known?: Base[];
}

export type CommittedAnswer =
  | { ok: true; commits: Base[]; bill?: Bill }
  /** a sentence for people */
  | { ok: false; reason: string };

/** The bill of the folders as they were last committed; without a bill when that is known already. */
export async function committedBill(question: CommittedQuestion): Promise<CommittedAnswer> {
  const { folders, assets, storage, configuration, known } = question;
  try {
    const commits = folders.map((folder) => baseOf(folder, "HEAD"));
    if (JSON.stringify(commits) === JSON.stringify(known)) return { ok: true, commits };
    const disk = withStoredPrices(createNodeHost(folders, assets));
    const hosts = folders.map((folder, index) => createGitHost(folder, commits[index]!, disk));
    const { measured } = createCountStore(() => storage);
    const session = await createSession(joinHosts(hosts, disk.asset), configuration, measured);
    const report = await session.analyseWorkspace();
    return { ok: true, commits, bill: billOf(report, session.configuration().configuration.includeTests) };
  } catch (error) {
    if (error instanceof GitProblem) return { ok: false, reason: sentence(error.message) };
    throw error;
  }
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
