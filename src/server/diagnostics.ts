import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { Finding, Severity } from "../engine/rules/rule";
import type { FileAnalysis } from "../engine/session";
import type { Places } from "./places";

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A finding and where it is shown in the file of its call. */
export interface ShownFinding {
  finding: Finding;
  diagnostic: Diagnostic;
}

/**
 * The findings of a file as squiggles. What is written in another file (a shared constant) is shown at the call, with a link
 * to the place.
 */
export function shownFindings(places: Places, analysis: FileAnalysis): ShownFinding[] {
  const anchors = new Map(analysis.calls.map(({ call }) => [call.id, { path: call.path, ...call.anchor }]));
  return analysis.findings.flatMap((finding) => {
    const here = finding.range.path === analysis.path;
    const stretch = here ? finding.range : anchors.get(finding.callId);
    const range = stretch && places.here(stretch);
    if (range === undefined) return [];
    const diagnostic: Diagnostic = {
      range,
      severity: severities[finding.severity],
      source: "tokenbill",
      code: finding.rule,
      message: finding.message,
    };
    if (!here) {
      const location = places.location(finding.range);
      diagnostic.relatedInformation = [{ location, message: "It is written here." }];
    }
    return [{ finding, diagnostic }];
  });
}
