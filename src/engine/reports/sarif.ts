import { relativePath } from "../files/paths";
import { rules } from "../rules";
import { fingerprint } from "../rules/baseline";
import type { Rule, Severity } from "../rules/rule";
import type { Position, Report, ReportFinding } from "./report";

const LEVEL: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};
/** GitHub code scanning takes no more results of one run. */
const MAX_RESULTS = 25_000;

/** Findings as SARIF 2.1.0, for code scanning. Files that could not be analysed are notifications of the run. */
export function sarifReport(report: Report): string {
  const used = rules.filter(({ meta }) => report.findings.some(({ rule }) => rule === meta.id));
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Tokenbill", rules: used.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        results: report.findings.slice(0, MAX_RESULTS).map((finding) => result(finding, report)),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.skipped.map(({ path, reason }) => ({
              level: "note",
              message: { text: reason },
              locations: [{ physicalLocation: { artifactLocation: { uri: uri(path, report) } } }],
            })),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function descriptor({ meta }: Rule): unknown {
  return {
    id: meta.id,
    shortDescription: { text: meta.title },
    fullDescription: { text: meta.what },
    help: { text: `${meta.why} ${meta.whatToDo}` },
    defaultConfiguration: { level: LEVEL[meta.severity] },
  };
}

function result(finding: ReportFinding, report: Report): unknown {
  const { rule, severity, message, range, saving } = finding;
  const start = placeInFile(report, range.path, range.start);
  const end = placeInFile(report, range.path, range.end);
  return {
    ruleId: rule,
    level: LEVEL[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(range.path, report) },
          region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        },
      },
    ],
    partialFingerprints: { "tokenbill/v1": fingerprint(finding, report.source) },
    ...(saving?.perCall === undefined ? {} : { properties: { savingUsdPerCall: Number(saving.perCall) / 1e12 } }),
  };
}

/** Code scanning shows a notebook as its file, not as its cells. */
function placeInFile(report: Report, path: string, offset: number): Pick<Position, "line" | "column"> {
  const position = report.position(path, offset);
  return position.inFile ?? position;
}

/** Relative to the repository, as code scanning wants it; each segment escaped. */
function uri(path: string, report: Report): string {
  return relativePath(path, report.folders).split("/").map(encodeURIComponent).join("/");
}
