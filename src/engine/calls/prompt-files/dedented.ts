import type { TextValue } from "../../values/value";

/** A text without the indentation that all lines of `whole` have. Its pieces keep the places that they were written at. */
export function dedented(value: TextValue, whole: string): TextValue {
  const indents = whole
    .split("\n")
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, 200);
  if (indents.length === 0 || indent === 0) return value;
  const start = new RegExp(`\\n[ \\t]{1,${indent}}`, "g");
  return {
    ...value,
    pieces: value.pieces.map((piece) =>
      piece.kind === "known" ? { ...piece, text: piece.text.replace(start, "\n") } : piece,
    ),
  };
}
