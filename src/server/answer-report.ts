import type { Connection } from "vscode-languageserver";
import { formatReport } from "../engine/reports";
import type { FullReport } from "../engine/reports/report";
import type { WhatIf, WhatIfData } from "../panel/messages";
import { baselineTexts } from "./baseline-texts";
import { workspaceEdit } from "./code-actions";
import { csv } from "./csv";
import { guard } from "./guard";
import { placesIn } from "./places";
import { type ApplyFixParams, type ExportParams, methods } from "./protocol";
import { findingId, reportData } from "./report-data";
import { whatIf } from "./what-if";
import type { Workspace } from "./workspace";

/** Answers what the client asks about the bill of the workspace. */
export function answerReport(connection: Connection, workspace: Workspace, report: () => Promise<FullReport>): void {
  async function data() {
    const session = await workspace.session();
    return reportData(await report(), workspace, session.configuration().configuration, session.catalogue);
  }

  connection.onRequest(methods.report, guard(connection, "report", data));

  connection.onRequest<WhatIfData, never>(
    methods.whatIf,
    guard(connection, "what-if", async (asked: WhatIf) => {
      const session = await workspace.session();
      const { includeTests } = session.configuration().configuration;
      return whatIf(await report(), session, workspace, includeTests, asked);
    }),
  );

  connection.onRequest<{ applied: boolean }, never>(
    methods.applyFix,
    guard(connection, "apply fix", async ({ finding: id, fix: index }: ApplyFixParams) => {
      const found = (await report()).findings.find((finding) => findingId(finding) === id);
      const fix = found?.fixes[index];
      if (fix === undefined) return { applied: false };
      const edit = workspaceEdit(placesIn(await workspace.session(), workspace, ""), fix, fix.title);
      const { applied } = await connection.workspace.applyEdit({ label: fix.title, edit });
      return { applied };
    }),
  );

  connection.onRequest<{ text: string }, never>(
    methods.exportReport,
    guard(connection, "export", async ({ format }: ExportParams) => {
      if (format === "csv") return { text: csv((await data()).calls) };
      const { includeTests } = (await workspace.session()).configuration().configuration;
      return { text: formatReport(await report(), format, { includeTests, limit: Number.MAX_SAFE_INTEGER }) };
    }),
  );

  connection.onRequest(
    methods.baseline,
    guard(connection, "baseline", async () => baselineTexts(await report(), workspace)),
  );
}
