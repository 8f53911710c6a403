import { LIMITS } from "./make";
import { cutShort, type Run } from "./run";
import { piecesOf } from "./text";
import type { ListItem, Origin, TextPiece, Value } from "./value";

interface Style {
  quote: (text: string) => string;
  true: string;
  false: string;
  none: string;
  comma: string;
  colon: string;
  /** spaces per level; 0 is one line */
  indent: number;
}

const JSON_STYLE: Style = {
  quote: JSON.stringify,
  true: "true",
  false: "false",
  none: "null",
  comma: ",",
  colon: ":",
  indent: 0,
};
const PYTHON_STYLE: Style = {
  quote: (text) => (text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replace(/['\\]/g, "\\$&")}'`),
  true: "True",
  false: "False",
  none: "None",
  comma: ", ",
  colon: ": ",
  indent: 0,
};

/** What a language prints for a value that is not a text. */
export function printed(run: Run, value: Value, language: "python" | "javascript"): TextPiece[] {
  if (language === "python") return write(run, value, PYTHON_STYLE, 0);
  if (value.kind === "list") return value.items.flatMap((item, index) => javascriptItem(run, item, index));
  if (value.kind === "map") return [{ kind: "known", text: "[object Object]", origin: value.origin }];
  return write(run, value, { ...JSON_STYLE, none: "undefined" }, 0);
}

function javascriptItem(run: Run, item: ListItem, index: number): TextPiece[] {
  const comma: TextPiece[] = index ? [{ kind: "known", text: ",", origin: item.value.origin }] : [];
  return [...comma, ...(item.value.kind === "none" ? [] : piecesOf(run, item.value))];
}

/** `JSON.stringify`, or `json.dumps` with its spaces after commas. */
export function jsonText(run: Run, value: Value, indent: number, python: boolean, ascii = python): TextPiece[] {
  const style: Style = { ...JSON_STYLE, indent };
  if (python) {
    style.colon = ": ";
    if (!indent) style.comma = ", ";
    if (ascii) style.quote = (text) => JSON.stringify(text).replace(/[\u0080-\uffff]/g, escaped);
  } else if (indent) style.colon = ": ";
  return write(run, value, style, 0);
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function write(run: Run, value: Value, style: Style, level: number): TextPiece[] {
  const { origin } = value;
  if (--run.steps <= 0 || level > 30) {
    cutShort(run);
    return [{ kind: "hole", hole: { name: "…", origin, reason: level > 30 ? "too deep" : "too many steps" } }];
  }
  switch (value.kind) {
    case "text":
      return quoted(value.pieces, style, origin);
    case "boolean":
      return word(value.value ? style.true : style.false, origin);
    case "none":
      return word(style.none, origin);
    case "list": {
      const items = value.items.map(({ value: item, times }) => ({
        pieces: write(run, item, style, level + 1),
        times,
      }));
      return enclose("[", "]", items, style, level, origin);
    }
    case "map": {
      const items = [...value.entries].map(([key, field]) => ({
        pieces: [...word(style.quote(key) + style.colon, origin), ...write(run, field.value, style, level + 1)],
        times: { min: 1, max: 1 },
      }));
      if (value.open) items.push({ pieces: [{ kind: "hole", hole: value.open }], times: { min: 1, max: 1 } });
      return enclose("{", "}", items, style, level, origin);
    }
    default:
      return piecesOf(run, value);
  }
}

function word(text: string, origin: Origin): TextPiece[] {
  return [{ kind: "known", text, origin }];
}

function quoted(pieces: readonly TextPiece[], style: Style, origin: Origin): TextPiece[] {
  if (pieces.every((piece) => piece.kind === "known")) {
    return word(
      style.quote(pieces.map((piece) => (piece.kind === "known" ? piece.text : "")).join("")),
      pieces[0]?.origin ?? origin,
    );
  }
  const mark = style.quote("").slice(0, 1);
  const inner = pieces.map((piece): TextPiece => {
    return piece.kind === "hole" ? piece : { ...piece, text: style.quote(piece.text).slice(1, -1) };
  });
  return [...word(mark, origin), ...inner, ...word(mark, origin)];
}

function enclose(
  open: string,
  close: string,
  items: { pieces: TextPiece[]; times: ListItem["times"] }[],
  style: Style,
  level: number,
  origin: Origin,
): TextPiece[] {
  if (items.length === 0) return word(open + close, origin);
  const line = style.indent ? `\n${" ".repeat(style.indent * (level + 1))}` : "";
  const pieces = word(open + line, origin);
  items.forEach((item, index) => {
    if (pieces.length > LIMITS.pieces) return;
    if (index) pieces.push(...word(style.comma + line, origin));
    if (item.times.min === 1 && item.times.max === 1) pieces.push(...item.pieces);
    else {
      const text = { kind: "text" as const, pieces: item.pieces, origin };
      const hole = { name: item.times.over ?? "…", origin, reason: "run-time value" as const, item: text };
      pieces.push({ kind: "hole", hole: item.times.max === undefined ? hole : { ...hole, maxItems: item.times.max } });
    }
  });
  const end = style.indent ? `\n${" ".repeat(style.indent * level)}` : "";
  return [...pieces, ...word(end + close, origin)];
}
