import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { Configuration } from "../engine/configuration";
import {
  type Bill,
  type BillRow,
  billOf,
  type Change,
  type Difference,
  differenceOf,
} from "../engine/reports/difference";
import { monthLabel, signedAmount, signedRange } from "../engine/reports/difference-text";
import { sumLabel } from "../engine/reports/label";
import type { Money } from "../engine/costs/money";
import type { FullReport } from "../engine/reports/report";
import type { ChangeRow, DifferenceData } from "../panel/messages";
import type { CommittedAnswer, CommittedNews, CommittedQuestion } from "./committed-bill";
import { cancelled, guard } from "./guard";
import { type DifferenceProgress, methods } from "./protocol";
import type { Workspace } from "./workspace";

/** The commit's bill is worked out beside the server, with a heap of its own: it delays no keystroke and cannot take the server down. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

export interface DifferenceOptions {
  /** the folder of the shipped files; the server's bundle stands beside it */
  assets: string;
  storage(): string | undefined;
  report(): Promise<FullReport>;
  /** as the settings say; the folders' own configuration is laid over it on both sides */
  configuration(): Configuration;
}

/** Answers what the work since the last commit does to the bill. The client asks in trusted workspaces only. */
export function answerDifference(connection: Connection, workspace: Workspace, options: DifferenceOptions): void {
  let last: { question: string; commits: string; bill: Bill } | undefined;

  async function committedBill(question: CommittedQuestion, token: CancellationToken): Promise<CommittedAnswer> {
    const inThread = startThreads(options.assets, token, (done, total) =>
      connection.sendNotification(methods.differenceProgress, { done, total } satisfies DifferenceProgress),
    );
    const text = JSON.stringify(question);
    if (last?.question === text) {
      const now = await inThread({ ...question, commitsOnly: true });
      if (!now.ok) return now;
      if (last.commits === JSON.stringify(now.commits)) return { ...now, bill: last.bill };
    }
    const answer = await inThread({ ...question, results: await workspace.handOver() });
    if (answer.ok && answer.bill !== undefined)
      last = { question: text, commits: JSON.stringify(answer.commits), bill: answer.bill };
    return answer;
  }

  connection.onRequest<DifferenceData, never>(
    methods.difference,
    guard(connection, "difference", async (_: unknown, token): Promise<DifferenceData> => {
      const session = await workspace.session();
      const folders = workspace.folders().filter((folder) => !folder.includes("://"));
      if (folders.length === 0)
        return { ok: false, reason: "No open folder is on disk, so there is no commit to compare with." };
      const { assets, storage, configuration } = options;
      const question = { folders, assets, storage: storage(), configuration: configuration() };
      const answer = await committedBill(question, token);
      if (!answer.ok) return answer;
      if (answer.bill === undefined) return { ok: false, reason: "The last commit could not be read." };
      const { includeTests } = session.configuration().configuration;
      const now = await options.report();
      const onDisk = {
        ...now,
        calls: now.calls.filter(({ call }) => folders.some((one) => call.path.startsWith(`${one}/`))),
      };
      const commits = [...new Set(answer.commits.map(({ commit }) => commit.slice(0, 8)))].join(", ");
      return dataOf(differenceOf(answer.bill, billOf(onDisk, includeTests)), commits, workspace, session.money);
    }),
  );
}

/** Answers from a thread of its own, which ends when nobody wants the answer any more; one that runs out of memory costs this answer. */
function startThreads(assets: string, token: CancellationToken, progress: (done: number, total: number) => void) {
  return (question: CommittedQuestion): Promise<CommittedAnswer> =>
    new Promise((resolve, reject) => {
      if (token.isCancellationRequested) return reject(cancelled());
      const worker = new Worker(join(assets, "..", "server.js"), { workerData: question, resourceLimits });
      const listening = token.onCancellationRequested(() => void worker.terminate());
      worker.on("message", (news: CommittedNews) =>
        "answer" in news ? resolve(news.answer) : progress(news.done, news.total),
      );
      worker.once("error", (error: NodeJS.ErrnoException) =>
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? resolve({
              ok: false,
              reason: "The last commit is too large to be compared with here; tokenbill diff has no such limit.",
            })
          : reject(error),
      );
      worker.once("exit", () => {
        listening.dispose();
        reject(new Error("the thread ended without an answer"));
      });
    });
}

function dataOf(difference: Difference, commit: string, workspace: Workspace, money: Money): DifferenceData {
  const { before, after, floor, withCap, monthly, unchanged, changes } = difference;
  return {
    ok: true,
    commit,
    once: {
      before: sumLabel(before, money),
      after: sumLabel(after, money),
      difference: signedRange(floor, withCap, money),
    },
    monthly: monthly && {
      before: monthLabel(before, money),
      after: monthLabel(after, money),
      difference: signedRange(monthly.from, monthly.to, money),
    },
    unchanged,
    rows: changes.map((change, index) => rowOf(change, index, workspace, money)),
  };
}

function rowOf(change: Change, index: number, workspace: Workspace, money: Money): ChangeRow {
  const before = "before" in change ? change.before : undefined;
  const after = "after" in change ? change.after : undefined;
  const shown = (after ?? before)!;
  const both = (key: "model" | "size" | "cost") =>
    before !== undefined && after !== undefined && before[key] !== after[key]
      ? `${before[key]} → ${after[key]}`
      : shown[key];
  return {
    id: `${index}`,
    kind: change.kind,
    file: `${shown.file}:${shown.line}`,
    place: after && placeOf(after, workspace),
    model: both("model"),
    size: both("size"),
    cost: both("cost"),
    amount: change.amount === undefined ? undefined : Number(change.amount) / 1e12,
    amountLabel: change.amount === undefined ? "no figure" : signedAmount(change.amount, money),
  };
}

function placeOf({ path, file, line, column }: BillRow, workspace: Workspace) {
  return { uri: workspace.uri(path), file, line: line - 1, character: column - 1 };
}
