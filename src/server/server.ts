import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { type CommittedNews, type CommittedQuestion, committedBill } from "./committed-bill";
import { describe } from "./guard";
import { serve } from "./serve";

/** The process that the extension starts, and the threads that it starts itself. Assets stand beside the bundle. */
if (isMainThread) {
  const connection = createConnection(ProposedFeatures.all);
  process.on("unhandledRejection", (reason) => connection.console.error(`unhandled: ${describe(reason)}`));
  serve(connection, `${__dirname}/assets`, () => setImmediate(() => process.exit(1)));
  connection.listen();
} else {
  const tell = (said: CommittedNews) => parentPort?.postMessage(said);
  const progress = (done: number, total: number) => tell({ done, total });
  void committedBill(workerData as CommittedQuestion, progress).then((answer) => tell({ answer }));
}
