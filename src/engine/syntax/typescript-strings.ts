import { cookJavaScript, withUnixLineBreaks } from "./escapes";
import type { Expr, StringNode, StringPart } from "./program";
import type { Tree } from "./tree";
import { kindOf, namedChildrenOf, spanOf } from "./tree";
import { lowerInner } from "./typescript-expressions";

/** A string's inside: one part; none for an empty one. */
export function lowerString(t: Tree, node: number): StringNode {
  const span = spanOf(t, node);
  const last = t.text[span.end - 1];
  const closed = span.end - span.start >= 2 && (last === '"' || last === "'");
  const inside = { start: span.start + 1, end: closed ? span.end - 1 : span.end };
  const parts: StringPart[] = [];
  if (inside.end > inside.start) {
    const raw = t.text.slice(inside.start, inside.end);
    parts.push({ kind: "text", text: cookJavaScript(raw), ...inside });
  }
  return { kind: "string", parts, ...span };
}

/** `cook` makes the text that the source between two holes stands for. */
export function lowerTemplate(t: Tree, node: number, cook = cookJavaScript): StringNode {
  const span = spanOf(t, node);
  const parts: StringPart[] = [];
  const closed = span.end - span.start >= 2 && t.text[span.end - 1] === "`";
  const end = closed ? span.end - 1 : span.end;
  let at = span.start + 1;
  const textUpTo = (to: number) => {
    if (to > at) parts.push({ kind: "text", text: cook(t.text.slice(at, to)), start: at, end: to });
  };
  for (const child of namedChildrenOf(t, node)) {
    if (kindOf(t, child) !== "template_substitution") continue;
    const hole = spanOf(t, child);
    textUpTo(hole.start);
    parts.push({ kind: "hole", value: lowerInner(t, child), ...hole });
    at = hole.end;
  }
  textUpTo(end);
  return { kind: "string", parts, ...span };
}

/** `String.raw` keeps backslashes; other tags get both, and work with the cooked text. */
export function lowerTagged(t: Tree, node: number, tag: Expr): StringNode {
  const raw = tag.kind === "member" && tag.property === "raw";
  return { ...lowerTemplate(t, node, raw ? withUnixLineBreaks : cookJavaScript), tag };
}
