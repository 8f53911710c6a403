import { textOf } from "./make";
import type { Run } from "./run";
import { type Lookup, placeholder } from "./templates";
import { optionPieces, repeated } from "./text";
import type { Origin, TextPiece, TextValue } from "./value";

type Token =
  | { kind: "text"; text: string; origin: Origin }
  | { kind: "piece"; piece: TextPiece }
  | { kind: "print" | "tag"; code: string; origin: Origin };

const TAG = /\{#[\s\S]*?#\}|\{\{\{([\s\S]*?)\}\}\}|\{\{-?([\s\S]*?)-?\}\}|\{%-?([\s\S]*?)-?%\}|<%[=-]([\s\S]*?)-?%>/g;

/**
 * A Jinja, mustache-like or EJS template with its placeholders filled: what stands in a condition may be missing, what stands in
 * a loop repeats.
 */
export function renderJinja(run: Run, text: TextValue, lookup: Lookup): TextValue {
  const tokens = tokenize(text);
  const state = { at: 0 };
  const pieces: TextPiece[] = [];
  while (state.at < tokens.length) {
    pieces.push(...block(run, tokens, state, lookup, text.origin, 0));
    state.at++;
  }
  return textOf(pieces, text.origin);
}

function tokenize(text: TextValue): Token[] {
  const tokens: Token[] = [];
  for (const piece of text.pieces) {
    if (piece.kind === "hole") {
      tokens.push({ kind: "piece", piece });
      continue;
    }
    let at = 0;
    for (const match of piece.text.matchAll(TAG)) {
      const before = piece.text.slice(at, match.index);
      const text = /^\{[{%#]-/.test(match[0]) ? before.trimEnd() : before;
      if (text) tokens.push({ kind: "text", text, origin: piece.origin });
      at = match.index + match[0].length;
      if (/-[}%#]\}$/.test(match[0])) while (/\s/.test(piece.text[at] ?? "")) at++;
      const printed = match[1] ?? match[2] ?? match[4];
      if (printed !== undefined) tokens.push({ kind: "print", code: printed.trim(), origin: piece.origin });
      else if (match[3] !== undefined) tokens.push({ kind: "tag", code: match[3].trim(), origin: piece.origin });
    }
    if (at < piece.text.length) tokens.push({ kind: "text", text: piece.text.slice(at), origin: piece.origin });
  }
  return tokens;
}

/** Reads up to the tag that ends or divides the block around it, and stops at that tag. */
function block(
  run: Run,
  tokens: Token[],
  state: { at: number },
  lookup: Lookup,
  origin: Origin,
  depth: number,
): TextPiece[] {
  const pieces: TextPiece[] = [];
  for (; state.at < tokens.length; state.at++) {
    const token = tokens[state.at] as Token;
    if (token.kind === "text") pieces.push({ kind: "known", text: token.text, origin: token.origin });
    else if (token.kind === "piece") pieces.push(token.piece);
    else {
      const word = /^[#/^]?\s*\w*/.exec(token.code)?.[0].replace(/\s+/g, "") ?? "";
      if (/^(else|elif|elseif|end\w*|\/\w*)$/.test(word) && depth > 0) return pieces;
      if (token.kind === "print" && !/^[#/^]/.test(word) && word !== "else") {
        const name =
          token.code
            .replace(/^\{|\}$/g, "")
            .split("|")[0]
            ?.trim() ?? "";
        pieces.push(...placeholder(run, name, lookup, token.origin));
      } else if (/^(if|unless|#if|#unless|for|#each|#with|#\w+|\^\w+)$/.test(word) && depth < 30) {
        pieces.push(...nested(run, tokens, state, lookup, origin, depth, token.code, word));
      }
    }
  }
  return pieces;
}

function nested(
  run: Run,
  tokens: Token[],
  state: { at: number },
  lookup: Lookup,
  origin: Origin,
  depth: number,
  code: string,
  word: string,
): TextPiece[] {
  const arms: TextValue[] = [];
  let hasElse = false;
  for (;;) {
    state.at++;
    arms.push(textOf(block(run, tokens, state, lookup, origin, depth + 1), origin));
    const end = tokens[state.at];
    if (end?.kind !== "tag" && end?.kind !== "print") break;
    if (!/^(else|elif|elseif)/.test(end.code)) break;
    hasElse ||= /^else\b(?!\s*if)/.test(end.code);
  }
  const name = code.replace(/^[#^]?\s*\w+\s*/, "") || code.replace(/^[#^]\s*/, "");
  if (word === "for" || word === "#each") {
    const over = /\bin\s+([\w.]+)/.exec(code)?.[1] ?? name;
    return [repeated(arms[0] as TextValue, { min: 0, over: over || "…" }, origin)];
  }
  if (!hasElse) arms.push(textOf([], origin));
  return optionPieces(run, arms, origin, name || "…");
}
