import type { Argument, CallNode, ListNode, MapEntry, MapNode, Program, Span, Spread } from "../syntax/program";
import { findAround } from "./find-node";
import type { TextEdit } from "./text-edit";
import { afterEntry, indentBefore, lineBreakOf, lineStart } from "./trivia";
import { type Literal, quoteIn, writeEntry, writeLiteral } from "./write-literal";

/** An object or dict literal, or a call that takes keyword arguments. */
export type Container = MapNode | CallNode;

/**
 * Adds `key: value` (or `key=value`) as the last entry, written as its neighbours are. Undefined when there is no place that
 * is sure to be right.
 */
export function addEntry(program: Program, container: Container, key: string, value: Literal): TextEdit[] | undefined {
  const place = insideOf(program, container);
  if (!place || isInPythonString(program, container)) return undefined;
  const { text, path, language } = program;
  const quote = quoteIn(text, place.start, place.end);
  const entry =
    container.kind === "call"
      ? `${key}=${writeLiteral(value, language, quote)}`
      : matchKeyQuotes(text, place.items, key, writeEntry(key, value, language, quote));
  if (place.items.length === 0) {
    if (text.slice(place.start, place.end).trim() !== "") return undefined;
    const space = container.kind === "map" && language !== "python" ? " " : "";
    return [{ path, start: place.start, end: place.end, text: space + entry + space }];
  }
  return addLast(program, place, entry);
}

/** Puts an entry behind the last one: on a line of its own where that one has one. */
function addLast({ text, path, language }: Program, place: Inside, entry: string): TextEdit[] | undefined {
  const insert = (at: number, inserted: string): TextEdit => ({ path, start: at, end: at, text: inserted });
  const last = place.items.at(-1)!;
  const after = afterEntry(text, last.end, place.end, language);
  if (!after) return undefined;
  const indent = indentBefore(text, last.start);
  if (indent === undefined) {
    return [after.comma === undefined ? insert(after.end, `, ${entry}`) : insert(after.comma + 1, ` ${entry},`)];
  }
  const line = lineBreakOf(text) + indent + entry;
  if (after.comma !== undefined) return [insert(after.lineBreak ?? after.comma + 1, `${line},`)];
  if (!after.comment) return [insert(after.end, `,${line}`)];
  return after.lineBreak === undefined ? undefined : [insert(after.end, ","), insert(after.lineBreak, line)];
}

/** Adds a value as the last item of a list that has items, written as its neighbours are. */
export function addItem(program: Program, list: ListNode, value: Literal): TextEdit[] | undefined {
  const { text, language } = program;
  if (text[list.start] !== "[" || text[list.end - 1] !== "]" || list.items.length === 0) return undefined;
  if (isInPythonString(program, list)) return undefined;
  const item = writeLiteral(value, language, quoteIn(text, list.start, list.end));
  return addLast(program, { start: list.start + 1, end: list.end - 1, items: list.items }, item);
}

/** Removes an entry with its comma, and its line when nothing else stands there. */
export function removeEntry(program: Program, container: Container, entry: Span): TextEdit[] | undefined {
  const place = insideOf(program, container);
  const index = place?.items.findIndex((item) => item.start === entry.start && item.end === entry.end) ?? -1;
  if (!place || index < 0) return undefined;
  const { text, path, language } = program;
  const limit = place.items[index + 1]?.start ?? place.end;
  const after = afterEntry(text, entry.end, limit, language);
  if (!after) return undefined;
  const own = indentBefore(text, entry.start) !== undefined;
  if (own && after.lineBreak !== undefined) {
    return [{ path, start: lineStart(text, entry.start), end: text.indexOf("\n", after.lineBreak) + 1, text: "" }];
  }
  if (after.comma !== undefined) {
    const spaces = /^[ \t]*/.exec(text.slice(after.comma + 1, limit))![0].length;
    return [{ path, start: entry.start, end: after.comma + 1 + spaces, text: "" }];
  }
  const previous = place.items[index - 1];
  const comma = previous && afterEntry(text, previous.end, entry.start, language)?.comma;
  return [{ path, start: comma ?? entry.start, end: after.end, text: "" }];
}

type Item = Argument | MapEntry | Spread;

interface Inside<T extends Span = Span> extends Span {
  items: T[];
}

/** What is between the brackets; undefined when it is not written with the brackets an entry could be added to. */
function insideOf(program: Program, container: Container): Inside<Item> | undefined {
  const { text, language } = program;
  if (container.kind === "map") {
    if (text[container.start] !== "{" || text[container.end - 1] !== "}" || isEnum(text, container)) return undefined;
    return { start: container.start + 1, end: container.end - 1, items: container.entries };
  }
  const { start, end } = container.argsSpan;
  if (language !== "python" || text[start] !== "(" || text[end - 1] !== ")") return undefined;
  const open = container.args.some((argument) => argument.kind === "named-spread");
  const lone = container.args.length === 1 && container.args[0]!.value.kind === "comprehension";
  return open || lone ? undefined : { start: start + 1, end: end - 1, items: container.args };
}

/** An enum's members are written `A = 1`. */
function isEnum(text: string, { entries }: MapNode): boolean {
  const first = entries.find((entry) => entry.kind === "entry" && !entry.shorthand);
  return first?.kind === "entry" && /^\s*=/.test(text.slice(first.key.end, first.value.start));
}

/** Inside of an f-string the string's own quotes and a backslash may not be used before Python 3.12. */
function isInPythonString(program: Program, span: Span): boolean {
  return program.language === "python" && findAround(program, span, "string") !== undefined;
}

/** Where the neighbours quote their keys, the new key is quoted too. */
function matchKeyQuotes(text: string, items: Item[], key: string, entry: string): string {
  const keys = items.flatMap((item) => (item.kind === "entry" && !item.shorthand ? [text[item.key.start]!] : []));
  const quote = keys[0];
  const allQuoted = keys.length > 0 && keys.every((first) => first === '"' || first === "'");
  return allQuoted && entry.startsWith(`${key}:`) ? quote + key + quote + entry.slice(key.length) : entry;
}
