import { removeEntry } from "../../edits/edit-entry";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import type { Argument, CallNode, Program } from "../../syntax/program";
import type { Origin, TextPiece } from "../../values/value";
import type { AnalysedCall, RuleContext, RuleFinding } from "../rule";
import { type Saved, savedBy, savingOf, textsOf } from "./waste";

/** Calls that write JSON with indentation into a prompt. */
export function indentedJson(analysed: AnalysedCall, context: RuleContext): RuleFinding[] {
  const seen = new Set<string>();
  return writtenAt(analysed).flatMap((origin) => {
    const key = `${origin.path}:${origin.start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const program = context.source(origin.path);
    return (program && describe(analysed, program, origin, context)) ?? [];
  });
}

/** Where JSON may be written: what is only known at run time, and each bracket that opens known text. */
function writtenAt({ call }: AnalysedCall): Origin[] {
  return textsOf(call.parts).flatMap(({ pieces }) =>
    pieces.flatMap((piece) => {
      if (piece.kind === "hole") return [piece.hole.origin];
      return /^[[{]/.test(piece.text) ? [piece.origin] : [];
    }),
  );
}

/** The call that writes JSON at a place. */
export function jsonCallAt(program: Program, origin: Origin): { node: CallNode; written: string } | undefined {
  const node = findNode(program, origin, "call");
  const written = node && program.text.slice(node.callee.start, node.callee.end);
  const isJson = written !== undefined && /^(?:JSON\.stringify|json\.dumps|.+\.model_dump_json)$/.test(written);
  return isJson ? { node: node!, written } : undefined;
}

function describe(
  analysed: AnalysedCall,
  program: Program,
  range: Origin,
  context: RuleContext,
): RuleFinding | undefined {
  const found = jsonCallAt(program, range);
  if (!found) return undefined;
  const { node, written } = found;
  const edits = written === "JSON.stringify" ? withoutSpace(program, node) : withoutIndent(program, node);
  if (!edits) return undefined;
  const saved = savedWhereKnown(analysed, range, context);
  return {
    message: `${written} indents what the model reads, and each space and line break of it is billed: write it compactly.`,
    range,
    saving: saved && savingOf(analysed, saved, "indentation"),
    fixes: [{ title: "Write compact JSON", safety: "suggestion", preferred: true, edits }],
  };
}

/** What it is, where the whole JSON is known. */
function savedWhereKnown(analysed: AnalysedCall, { path, start }: Origin, context: RuleContext): Saved | undefined {
  let isKnown = false;
  const compact = (piece: TextPiece): TextPiece => {
    if (piece.kind === "hole" || piece.origin.path !== path || piece.origin.start !== start) return piece;
    const text = compactJson(piece.text);
    if (text === undefined) return piece;
    isKnown = true;
    return { ...piece, text };
  };
  const saved = savedBy(analysed, context, (pieces) => pieces.map(compact));
  return isKnown && saved.tokens > 0 ? saved : undefined;
}

function compactJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** `JSON.stringify(x, null, 2)` → `JSON.stringify(x)`; a replacer stays. */
function withoutSpace(program: Program, node: CallNode): TextEdit[] | undefined {
  const [value, replacer, space] = node.args;
  if (!value || !replacer || !space || node.args.length !== 3 || !indents(space)) return undefined;
  const none =
    replacer.value.kind === "none" || (replacer.value.kind === "name" && replacer.value.name === "undefined");
  const keep = none ? value : replacer;
  return [{ path: program.path, start: keep.end, end: space.end, text: "" }];
}

/** `json.dumps(x, indent=2)` → `json.dumps(x)` */
function withoutIndent(program: Program, node: CallNode): TextEdit[] | undefined {
  const indent = node.args.find((argument) => argument.name === "indent");
  return indent && indents(indent) ? removeEntry(program, node, indent) : undefined;
}

function indents({ value }: Argument): boolean {
  if (value.kind === "number") return value.value > 0;
  return value.kind === "string" && value.parts.some((part) => part.kind === "text" && part.text !== "");
}
