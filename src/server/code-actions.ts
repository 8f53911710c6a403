import {
  type ChangeAnnotation,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CreateFile,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Fix } from "../engine/rules/rule";
import { safeEdits } from "../engine/rules/fixes-together";
import type { FileAnalysis, Session } from "../engine/session";
import { type ShownFinding, shownFindings } from "./diagnostics";
import { overlaps, type Places } from "./places";

export const fixAllKind = `${CodeActionKind.SourceFixAll}.tokenbill`;

/** Fixes for the findings that touch the asked range, "silence here", and the safe fixes of the whole file. */
export function codeActions(
  session: Session,
  places: Places,
  analysis: FileAnalysis,
  { range, context }: CodeActionParams,
): CodeAction[] {
  const wants = (kind: string) =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const touched = shownFindings(places, analysis).filter((shown) => overlaps(shown.diagnostic.range, range));
    actions.push(...touched.flatMap((shown) => quickFixes(places, shown)));
    actions.push(...touched.map((shown) => silence(session, places, analysis.path, shown)));
  }
  if (context.only !== undefined && wants(fixAllKind)) {
    const edits = safeEdits(analysis.path, analysis.findings);
    if (edits.length > 0) {
      const edit = workspaceEdit(places, { edits });
      actions.push({ title: "Apply all safe Tokenbill fixes", kind: fixAllKind, edit });
    }
  }
  return actions;
}

function quickFixes(places: Places, { finding, diagnostic }: ShownFinding): CodeAction[] {
  const diagnostics = [diagnostic];
  const kind = CodeActionKind.QuickFix;
  if (finding.fixes.length === 0 && finding.disabled !== undefined) {
    return [{ title: `Fix ${finding.rule}`, kind, diagnostics, disabled: { reason: finding.disabled } }];
  }
  return finding.fixes.map((fix) => ({
    title: fix.title,
    kind,
    diagnostics,
    isPreferred: fix.safety === "safe" && fix.preferred !== false,
    edit: workspaceEdit(places, fix, fix.title),
  }));
}

/** A comment above the line of the squiggle that keeps this rule quiet there. */
function silence(session: Session, places: Places, path: string, { finding, diagnostic }: ShownFinding): CodeAction {
  const title = `Silence ${finding.rule} here`;
  const action = { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  if (finding.range.path !== path)
    return { ...action, disabled: { reason: "It is written in another file; silence it there." } };
  const edit = session.writeSilence(finding.rule, finding.range);
  if (edit === undefined)
    return {
      ...action,
      disabled: { reason: "No comment can stand there; turn the rule off for this file in tokenbill.jsonc." },
    };
  return { ...action, edit: workspaceEdit(places, { edits: [edit] }) };
}

/**
 * Edits bound to the versions they were made for: the editor refuses them when a document has moved on. An edit of several
 * files asks before it is applied, and so does one that makes a file.
 */
export function workspaceEdit(
  places: Places,
  { edits, creates = [] }: Pick<Fix, "edits" | "creates">,
  title?: string,
): WorkspaceEdit {
  const byDocument = places.edits(edits);
  const annotate = byDocument.size + creates.length > 1 && title !== undefined;
  const annotationId = annotate ? "tokenbill" : undefined;
  const made = creates.flatMap(({ path, text }): (CreateFile | TextDocumentEdit)[] => {
    const uri = places.uri(path);
    const start = { line: 0, character: 0 };
    const written = { range: { start, end: start }, newText: text, annotationId };
    return [
      { kind: "create", uri, options: { overwrite: false }, annotationId },
      { textDocument: { uri, version: null }, edits: [written] },
    ];
  });
  const changed = [...byDocument].map(
    ([uri, own]): TextDocumentEdit => ({
      textDocument: { uri, version: places.version(uri) },
      edits: annotate ? own.map((edit) => ({ ...edit, annotationId: "tokenbill" })) : own,
    }),
  );
  const documentChanges = [...changed, ...made];
  if (!annotate) return { documentChanges };
  const annotation: ChangeAnnotation = { label: title, needsConfirmation: true, description: "Changes several files" };
  return { documentChanges, changeAnnotations: { tokenbill: annotation } };
}
