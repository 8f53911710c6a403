import type { LlmCall, Part } from "../../calls/llm-call";
import { addEntry } from "../../edits/edit-entry";
import { wrapValue, type WrittenValue } from "../../edits/edit-value";
import { findNode, findWhere } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { type Literal, quoteIn, writeEntry } from "../../edits/write-literal";
import type { Argument, Expr, MapEntry, Program, Span } from "../../syntax/program";
import { functionsAround } from "../enclosing";

/** What a vendor or gateway wants on the last block of the fixed part. */
export interface BlockMark {
  key: string;
  value: { [key: string]: Literal };
}

/** Marks a message: its text becomes one marked block, or the last of its blocks is marked. Undefined where that is not sure. */
export function markMessage(call: LlmCall, program: Program, part: Part, mark: BlockMark): TextEdit[] | undefined {
  return isOwn(call, program, part) ? markContent(program, contentOf(program, part.origin), mark) : undefined;
}

/**
 * Marks a message of a prompt template: `("system", text)` becomes `("system", [{ …, text: text, … }])`, in which placeholders and
 * doubled braces are read as before. (LangChain's core reads other keys than `text` of a block since it has DictPromptTemplate, and
 * leaves them out before.)
 */
export function markTemplate(program: Program, { origin }: Part, mark: BlockMark): TextEdit[] | undefined {
  const isRole = (item: Span | undefined) => item?.start === origin.start && item.end === origin.end;
  const pair = findWhere(program, origin, (node) => node.kind === "list" && isRole(node.items[0]));
  const node = pair?.kind === "list" && pair.items.length === 2 ? pair.items[1]! : undefined;
  if (node === undefined || node.kind === "spread") return undefined;
  return markContent(program, { written: { value: node, entry: node }, node, item: true }, mark);
}

function markContent(program: Program, content: WrittenContent | undefined, mark: BlockMark): TextEdit[] | undefined {
  if (!content) return undefined;
  if (content.node.kind === "list") {
    const last = content.node.items.at(-1);
    return last?.kind === "map" ? addEntry(program, last, mark.key, mark.value) : undefined;
  }
  if (!/^(?:string|name|member|binary|call)$/.test(content.node.kind)) return undefined;
  const [before, after] = block(program, content.written, mark);
  const { start, end } = content.written.value;
  const { path } = program;
  if (content.item)
    return [
      { path, start, end: start, text: before },
      { path, start: end, end, text: after },
    ];
  if (content.positional) return around(program, content.written.value, before, after);
  return wrapValue(program, content.written, before, after);
}

/** Written in the function that sends it, so that no other request uses it. */
export function isOwn(call: LlmCall, program: Program, { origin }: Part): boolean {
  const home: Span = functionsAround(call).at(-1) ?? call.call!.node;
  return origin.path === program.path && home.start <= origin.start && origin.end <= home.end;
}

interface WrittenContent {
  written: WrittenValue;
  node: Expr;
  /** the text is a message object's first argument: `new SystemMessage(text)` */
  positional?: boolean;
  /** the text stands by itself in a list */
  item?: boolean;
}

function contentOf(program: Program, origin: Span): WrittenContent | undefined {
  const map = findNode(program, origin, "map");
  const made = map ? undefined : findNode(program, origin, "call");
  const argument = made?.args.length === 1 ? made.args[0] : undefined;
  const options = argument?.kind === "positional" && argument.value.kind === "map" ? argument.value : undefined;
  const entry = (map ?? options)?.entries.find(
    (each): each is MapEntry => each.kind === "entry" && isContent(each.key),
  );
  if (entry) return { written: { value: entry.value, entry }, node: entry.value };
  if (!argument || options || !isText(argument)) return undefined;
  const positional = argument.kind === "positional";
  return { written: { value: argument.value, entry: argument }, node: argument.value, positional };
}

function isText({ kind, name }: Argument): boolean {
  return kind === "positional" || (kind === "named" && name === "content");
}

function isContent(key: Expr): boolean {
  return (
    key.kind === "string" && key.parts.length === 1 && key.parts[0]!.kind === "text" && key.parts[0]!.text === "content"
  );
}

function block({ language, text }: Program, { entry }: WrittenValue, mark: BlockMark): [before: string, after: string] {
  const quote = quoteIn(text, entry.start, entry.end);
  const textKey = language === "python" ? `${quote}text${quote}` : "text";
  const [open, close] = language === "python" ? ["[{", "}]"] : ["[{ ", " }]"];
  return [
    `${open}${writeEntry("type", "text", language, quote)}, ${textKey}: `,
    `, ${writeEntry(mark.key, mark.value, language, quote)}${close}`,
  ];
}

/** In TypeScript blocks are given as `{ content: [ … ] }`; Python's classes take them as they are. */
function around({ path, language }: Program, { start, end }: Span, before: string, after: string): TextEdit[] {
  const [open, close] = language === "python" ? ["", ""] : ["{ content: ", " }"];
  return [
    { path, start, end: start, text: open + before },
    { path, start: end, end, text: after + close },
  ];
}
