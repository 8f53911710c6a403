import { textOf } from "./make";
import { stripPieces } from "./merge";
import type { TextPiece, TextValue } from "./value";

/** Removes the indentation that all lines share (`textwrap.dedent`, the `dedent` tag). */
export function dedent(text: TextValue): TextValue {
  return textOf(removeMargin(text.pieces, margin(text.pieces, false)), text.origin);
}

/** `inspect.cleandoc`: the first line does not count for the margin, blank lines at both ends go. */
export function cleandoc(text: TextValue): TextValue {
  const without = removeMargin(text.pieces, margin(text.pieces, true));
  return textOf(stripPieces(without, "both"), text.origin);
}

function margin(pieces: readonly TextPiece[], skipFirst: boolean): number {
  let least = Number.POSITIVE_INFINITY;
  let indent = 0;
  let counting = !skipFirst;
  for (const piece of pieces) {
    if (piece.kind === "hole") {
      if (counting) least = Math.min(least, indent);
      counting = false;
      continue;
    }
    for (let at = 0; at < piece.text.length; at++) {
      const char = piece.text[at];
      if (char === "\n") {
        counting = true;
        indent = 0;
      } else if (counting && (char === " " || char === "\t")) indent++;
      else if (counting && char !== "\r") {
        least = Math.min(least, indent);
        counting = false;
      }
      if (!counting) {
        const next = piece.text.indexOf("\n", at);
        if (next < 0) break;
        at = next - 1;
      }
    }
  }
  return Number.isFinite(least) ? least : 0;
}

function removeMargin(pieces: readonly TextPiece[], width: number): TextPiece[] {
  if (width === 0) return [...pieces];
  let left = width;
  const result: TextPiece[] = [];
  for (const piece of pieces) {
    if (piece.kind === "hole") {
      left = 0;
      result.push(piece);
      continue;
    }
    const lines = piece.text.split("\n");
    const cut = lines.map((line, index) => {
      const room: number = index === 0 ? left : width;
      let at = 0;
      while (at < room && (line[at] === " " || line[at] === "\t")) at++;
      if (index === lines.length - 1) left = at === line.length ? room - at : 0;
      return line.slice(at);
    });
    const text = cut.join("\n");
    if (text !== "") result.push({ ...piece, text });
  }
  return result;
}

/** `textwrap.indent` */
export function indentLines(text: TextValue, prefix: string): TextValue {
  let atStart = true;
  const pieces = text.pieces.map((piece): TextPiece => {
    if (piece.kind === "hole") {
      atStart = false;
      return piece;
    }
    const first = atStart && piece.text[0] !== "\n" ? prefix : "";
    const body = piece.text.replace(/\n(?=[^\n])/g, `\n${prefix}`);
    atStart = piece.text.endsWith("\n");
    return { ...piece, text: first + body };
  });
  return textOf(pieces, text.origin);
}
