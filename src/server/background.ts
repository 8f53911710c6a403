import type { Connection } from "vscode-languageserver";
import type { FullReport } from "../engine/reports/report";
import { describe } from "./guard";
import type { Settling } from "./settling";
import type { Workspace } from "./workspace";

/** Keeps a report of the whole workspace, worked out in small steps between requests. */
export interface Background {
  /** Something changed: work the report out again a little later. A run that is under way is given up. */
  schedule(delay?: number): void;
  /** The report as of now; waits for the run under way. */
  report(): Promise<FullReport>;
  stop(): void;
}

export interface BackgroundEvents {
  started(): void;
  finished(report: FullReport): Promise<void>;
  failed(): void;
}

export function createBackground(
  connection: Connection,
  workspace: Workspace,
  settling: Settling,
  events: BackgroundEvents,
): Background {
  let timer: NodeJS.Timeout | undefined;
  let running: { abort: AbortController; result: Promise<FullReport | undefined> } | undefined;
  let last: FullReport | undefined;

  function start(): Promise<FullReport | undefined> {
    clearTimeout(timer);
    timer = undefined;
    running?.abort.abort();
    const abort = new AbortController();
    const result = run(abort.signal);
    running = { abort, result };
    return result;
  }

  async function run(signal: AbortSignal): Promise<FullReport | undefined> {
    const progress = last === undefined ? await begin(connection, signal) : undefined;
    try {
      events.started();
      const session = await workspace.session();
      last = await session.analyseWorkspace({
        signal,
        rest: settling.rest,
        progress: (done, total) => progress?.report((100 * done) / Math.max(1, total), `${done} of ${total} files`),
      });
      await events.finished(last);
      return last;
    } catch (error) {
      if (signal.aborted) return undefined;
      connection.console.error(`workspace: ${describe(error)}`);
      events.failed();
      throw error;
    } finally {
      progress?.done();
    }
  }

  return {
    schedule(delay = 800) {
      clearTimeout(timer);
      timer = setTimeout(() => start().catch(() => {}), delay);
    },
    async report() {
      if (timer !== undefined || running === undefined) await start();
      for (let attempt = 0; attempt < 20 && running !== undefined; attempt++) {
        const report = await running.result;
        if (report !== undefined) return report;
      }
      if (last !== undefined) return last;
      throw new Error("the analysis was given up");
    },
    stop() {
      clearTimeout(timer);
      running?.abort.abort();
    },
  };
}

/** Work-done progress where the client can show it. Only the first run reads everything; later ones are too short to show. */
async function begin(connection: Connection, signal: AbortSignal) {
  const progress = await connection.window.createWorkDoneProgress();
  if (signal.aborted) return undefined;
  progress.begin("Tokenbill: reading the workspace", 0);
  return progress;
}
