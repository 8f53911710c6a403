import { cookPython } from "./escapes";
import { opaque, stringAt } from "./lowering";
import type { Expr, StringNode, StringPart } from "./program";
import { lowerExpression, lowerSeveral } from "./python-expressions";
import type { Tree } from "./tree";
import { childIn, kindOf, namedChildrenOf, spanOf, textOf } from "./tree";

/** A literal, or adjacent literals as one; each literal keeps a text part of its own. */
export function lowerString(t: Tree, node: number): StringNode {
  const literals = kindOf(t, node) === "string" ? [node] : namedChildrenOf(t, node);
  const parts: StringPart[] = [];
  let bytes = false;
  for (const literal of literals) if (lowerLiteral(t, literal, parts)) bytes = true;
  const string = stringAt(spanOf(t, node), parts);
  return bytes ? { ...string, bytes } : string;
}

/** Adds the parts of one literal; true for bytes. */
function lowerLiteral(t: Tree, node: number, parts: StringPart[]): boolean {
  let prefix = "";
  let start = t.starts[node]!;
  let end = t.ends[node]!;
  const holes: number[] = [];
  for (const child of namedChildrenOf(t, node)) {
    const kind = kindOf(t, child);
    if (kind === "string_start") {
      prefix = textOf(t, child).toLowerCase();
      start = t.ends[child]!;
      // Not where `string_end` starts: in `r'\''` the grammar counts the escaped quote as a part of it.
    } else if (kind === "string_end" && t.ends[child]! > t.starts[child]!) {
      end = Math.max(start, t.ends[child]! - quotesIn(prefix));
    } else if (kind === "interpolation") holes.push(child);
  }
  const how = { raw: prefix.includes("r"), bytes: prefix.includes("b") };
  const formatted = prefix.includes("f") || prefix.includes("t");
  let at = start;
  const textUpTo = (to: number) => {
    if (to <= at) return;
    const raw = t.text.slice(at, to);
    const text = formatted ? cookFormatted(raw, how) : cookPython(raw, how);
    parts.push({ kind: "text", text, start: at, end: to });
  };
  for (const hole of holes) {
    textUpTo(t.starts[hole]!);
    parts.push(lowerHole(t, hole));
    at = t.ends[hole]!;
  }
  textUpTo(end);
  return how.bytes;
}

const quotesIn = (opening: string): number => (/"""|'''/.test(opening) ? 3 : 1);

/** Doubled braces stand for one; in `\N{…}` they belong to the escape. */
function cookFormatted(raw: string, how: { raw: boolean; bytes: boolean }): string {
  return cookPython(raw.replace(/\{\{/g, "{").replace(/\}\}/g, "}"), how);
}

function lowerHole(t: Tree, node: number): StringPart {
  const span = spanOf(t, node);
  const expression = childIn(t, node, "expression");
  if (expression < 0) return { kind: "hole", value: opaque(t, node, "missing"), ...span };
  const kind = kindOf(t, expression);
  const value: Expr = kind === "expression_list" ? lowerSeveral(t, expression) : lowerExpression(t, expression);
  const last = t.text[span.end - 1] === "}" ? span.end - 1 : span.end;
  const format = t.text.slice(t.ends[expression], last).trim();
  return { kind: "hole", value, ...(format !== "" && { format }), ...span };
}
