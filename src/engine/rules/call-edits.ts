import type { LlmCall } from "../calls/llm-call";
import { addEntry, type Container } from "../edits/edit-entry";
import { findNode, findWhere } from "../edits/find-node";
import type { TextEdit } from "../edits/text-edit";
import type { Literal } from "../edits/write-literal";
import type { MapNode, Program, Span } from "../syntax/program";

/** Adds an argument to the request, where it is written at the call itself. */
export function addArgument({ call }: LlmCall, key: string, value: Literal): TextEdit[] | undefined {
  if (!call || call.style.kind === "positional") return undefined;
  const container: Container | undefined =
    call.style.kind === "keywords" ? call.node : findNode(call.program, call.style.object, "map");
  return container && addEntry(call.program, container, key, value);
}

/** The object or dict literal that directly holds an entry at this range. */
export function enclosingMap(program: Program, entry: Span): MapNode | undefined {
  const isHere = ({ start, end }: Span) => start === entry.start && end === entry.end;
  return findWhere(program, entry, (node) => node.kind === "map" && node.entries.some(isHere)) as MapNode | undefined;
}

/** The object or dict literal in which this is the value of an entry. */
export function mapOfValue(program: Program, value: Span): MapNode | undefined {
  const isHere = (entry: MapNode["entries"][number]) =>
    entry.kind === "entry" && entry.value.start === value.start && entry.value.end === value.end;
  return findWhere(program, value, (node) => node.kind === "map" && node.entries.some(isHere)) as MapNode | undefined;
}
