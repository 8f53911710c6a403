import type { LlmCall, Site } from "../calls/llm-call";
import { addEntry, type Container, removeEntry } from "../edits/edit-entry";
import { findNode } from "../edits/find-node";
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

/** Removes an argument of the request that is written at the call itself. */
export function removeArgument({ call }: LlmCall, site: Site): TextEdit[] | undefined {
  if (!call || site.path !== call.program.path || !site.own) return undefined;
  if (call.style.kind === "keywords") return removeEntry(call.program, call.node, site.entry);
  const container = enclosingMap(call.program, site.entry);
  return container && removeEntry(call.program, container, site.entry);
}

/** The object or dict literal that directly holds an entry at this range. */
export function enclosingMap(program: Program, entry: Span): MapNode | undefined {
  const queue: unknown[] = [program.body];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index] as { kind?: string; entries?: Span[] } & Partial<Span>;
    if (node.kind === "map" && node.entries?.some((it) => it.start === entry.start && it.end === entry.end)) {
      return node as MapNode;
    }
    for (const child of Array.isArray(node) ? node : Object.values(node)) {
      if (typeof child !== "object" || child === null) continue;
      const { start, end } = child as Partial<Span>;
      if (start === undefined || end === undefined || (start <= entry.start && end >= entry.end)) queue.push(child);
    }
  }
  return undefined;
}
