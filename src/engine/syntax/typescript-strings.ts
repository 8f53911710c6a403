import { cookJavaScript, withUnixLineBreaks } from "./escapes";
import { stringAt } from "./lowering";
import type { Expr, StringNode, StringPart } from "./program";
import type { Tree } from "./tree";
import { kindOf, namedChildrenOf, spanOf } from "./tree";
import { lowerInner } from "./typescript-expressions";

/** A string's inside: one part; none for an empty one. */
export function lowerString(t: Tree, node: number): StringNode {
  const span = spanOf(t, node);
  const last = t.text[span.end - 1];
  const closed = span.end - span.start >= 2 && (last === '"' || last === "'");
  const start = span.start + 1;
  const end = closed ? span.end - 1 : span.end;
  const text = end > start ? cookJavaScript(t.text.slice(start, end)) : "";
  return stringAt(span, end > start ? [{ kind: "text", text, start, end }] : []);
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
    const { start, end } = spanOf(t, child);
    textUpTo(start);
    parts.push({ kind: "hole", value: lowerInner(t, child), start, end });
    at = end;
  }
  textUpTo(end);
  return stringAt(span, parts);
}

/** `String.raw` keeps backslashes; other tags get both, and work with the cooked text. */
export function lowerTagged(t: Tree, node: number, tag: Expr): StringNode {
  const raw = tag.kind === "member" && tag.property === "raw";
  return { ...lowerTemplate(t, node, raw ? withUnixLineBreaks : cookJavaScript), tag };
}
