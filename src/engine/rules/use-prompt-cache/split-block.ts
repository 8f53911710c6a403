import type { LlmCall, Part } from "../../calls/llm-call";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { quoteIn, writeEntry } from "../../edits/write-literal";
import type { Program, StringNode } from "../../syntax/program";
import type { TextPiece } from "../../values/value";

/**
 * Instructions of which the beginning alone is fixed, as two blocks with a breakpoint behind the first. Undefined where they are not one
 * string that is written in the call, or where nothing fixed is left for the second block: an empty block is rejected.
 */
export function splitInstructions({ call, api, kind, parts, sites }: LlmCall): TextEdit[] | undefined {
  const site = sites.system;
  const program = call?.program;
  if (!program || kind !== "call" || !api.startsWith("anthropic.") || !site?.own || site.path !== program.path)
    return undefined;
  const node = findNode(program, site.value, "string");
  const text = node && isOneLiteral(node) ? onlyText(parts) : undefined;
  const first = text && firstChange(node!, text);
  if (node === undefined || first === undefined) return undefined;
  const at = lineBefore(program, node, first);
  if (at === node.parts[0]!.start || !hasText(program, node, at)) return undefined;
  const written = inTwo(program, node, at);
  const { path } = program;
  // a shorthand or a cast around it is no place for a list
  const isWhole = /[:=]\s*$/.test(program.text.slice(site.entry.start, site.value.start));
  return isWhole ? [{ path, start: node.start, end: node.end, text: written }] : undefined;
}

function onlyText(parts: readonly Part[]): readonly TextPiece[] | undefined {
  const systems = parts.filter(({ role }) => role === "system");
  const content = systems.length === 1 && systems[0]!.content.length === 1 ? systems[0]!.content[0] : undefined;
  return content?.kind === "text" ? content.text.pieces : undefined;
}

/** Its parts follow each other without a quote between them. */
function isOneLiteral({ parts, tag }: StringNode): boolean {
  return tag === undefined && parts.every((part, index) => index === 0 || parts[index - 1]!.end === part.start);
}

/** Which expression is the first whose text changes; what one adds to the text is told by the texts around it. */
function firstChange({ parts }: StringNode, pieces: readonly TextPiece[]): number | undefined {
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === "text") {
      const piece = pieces[at];
      if (piece?.kind !== "known" || piece.text !== part.text) return undefined;
      at += 1;
      continue;
    }
    const next = parts[index + 1];
    const until = next?.kind === "text" ? next : undefined;
    for (; at < pieces.length; at++) {
      const piece = pieces[at]!;
      if (piece.kind === "known" && piece.origin.start === until?.start && piece.text === until.text) break;
      if (piece.kind === "hole") return index;
    }
  }
  return undefined;
}

/** What is moved behind the breakpoint with the changing text, at most, in characters. */
const MOST_MOVED = 200;

/** The beginning of the line in which an expression stands, if that is near; else where it stands itself. */
function lineBefore({ text }: Program, { parts }: StringNode, index: number): number {
  const { start } = parts[index]!;
  const before = parts[index - 1];
  if (before?.kind !== "text") return start;
  const code = text.slice(before.start, before.end);
  const lineBreak = Math.max(code.lastIndexOf("\n") + 1, code.lastIndexOf("\\n") + 2);
  const at = lineBreak > 1 ? before.start + lineBreak : before.start;
  return start - at <= MOST_MOVED ? at : start;
}

/** Something is sent from there on, whatever the expressions come to. */
function hasText({ text }: Program, { parts }: StringNode, from: number): boolean {
  return parts.some((part) => {
    const code = part.kind === "text" ? text.slice(Math.max(part.start, from), part.end) : "";
    return code.replace(/\\[nrt]/g, "").trim() !== "";
  });
}

function inTwo({ text, language }: Program, { start, end, parts }: StringNode, at: number): string {
  const [open, close] = [text.slice(start, parts[0]!.start), text.slice(parts.at(-1)!.end, end)];
  const quote = quoteIn(text, start, end);
  const key = language === "python" ? `${quote}text${quote}` : "text";
  const block = (code: string, ...more: string[]) => {
    const entries = [writeEntry("type", "text", language, quote), `${key}: ${open}${code}${close}`, ...more].join(", ");
    return language === "python" ? `{${entries}}` : `{ ${entries} }`;
  };
  const mark = writeEntry("cache_control", { type: "ephemeral" }, language, quote);
  return `[${block(text.slice(parts[0]!.start, at), mark)}, ${block(text.slice(at, parts.at(-1)!.end))}]`;
}
