import type { CacheMark, LlmCall } from "../../calls/llm-call";
import { addEntry, removeEntry } from "../../edits/edit-entry";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { enclosingMap } from "../call-edits";
import type { Fix } from "../rule";

/** Every mark of a request, a switch for the whole of it too. */
export function marksOf({ caching }: LlmCall): CacheMark[] {
  return caching.automatic ? [...caching.marks, caching.automatic] : caching.marks;
}

/** The fix that takes the marks out, where all of them are written in the call. */
export function withoutMarks(call: LlmCall): { fixes: Fix[]; disabled?: string } {
  const edits = marksOf(call).map((mark) => removeMark(call, mark));
  if (edits.some((edit) => edit === undefined))
    return { fixes: [], disabled: "The breakpoint is written outside of the call." };
  return {
    fixes: [{ title: "Remove the cache breakpoint", safety: "safe", edits: edits.flatMap((edit) => edit ?? []) }],
  };
}

function removeMark({ call }: LlmCall, { origin }: CacheMark): TextEdit[] | undefined {
  const program = call?.program;
  if (!program || origin.path !== program.path) return undefined;
  const map = enclosingMap(program, origin);
  if (map) return removeEntry(program, map, origin);
  const argument = call.node.args.find(({ start, end }) => start === origin.start && end === origin.end);
  return argument && removeEntry(program, call.node, argument);
}

/** Edits that give every mark this lifetime, where each is written in the call without one. */
export function withLifetime(call: LlmCall, ttl: string): TextEdit[] | undefined {
  const edits = marksOf(call).map((mark) => addLifetime(call, mark, ttl));
  return edits.every((edit) => edit !== undefined) ? edits.flat() : undefined;
}

function addLifetime({ api, call }: LlmCall, { origin, ttl: written }: CacheMark, ttl: string): TextEdit[] | undefined {
  const program = call?.program;
  if (!api.startsWith("anthropic.") || !program || origin.path !== program.path || written !== undefined)
    return undefined;
  const entry = enclosingMap(program, origin)?.entries.find(({ start }) => start === origin.start);
  const value = entry?.kind === "entry" ? findNode(program, entry.value, "map") : undefined;
  return value && addEntry(program, value, "ttl", ttl);
}
