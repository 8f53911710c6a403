import { findNode } from "../../edits/find-node";
import type { CallNode, Expr } from "../../syntax/program";
import type { Origin } from "../../values/value";
import { lastName } from "../../values/scopes";
import type { AnalysedCall, RuleContext, RuleFinding } from "../rule";
import { tokenRange } from "../write";
import { savedBy, savingOf, textsOf } from "./waste";

/** A run of base64 that no prose has. */
const run = /(?:data:[\w.+-]+\/[\w.+-]+;base64,)?[A-Za-z0-9+/]{400,}={0,2}/g;

/** Bytes that stand in a prompt's text as base64: known ones, and what is encoded at run time. */
export function encoded(analysed: AnalysedCall, context: RuleContext): RuleFinding[] {
  const origins = new Map<string, { origin: Origin; isKnown: boolean }>();
  for (const { pieces } of textsOf(analysed.call.parts)) {
    for (const piece of pieces) {
      const isKnown = piece.kind === "known";
      const origin = isKnown ? piece.origin : piece.hole.origin;
      const found = isKnown ? (piece.text.match(run) ?? []).some(looksEncoded) : isEncoding(origin, context);
      if (found) origins.set(`${origin.path}:${origin.start}`, { origin, isKnown });
    }
  }
  return [...origins.values()].map(({ origin, isKnown }) => describe(analysed, context, origin, isKnown));
}

/** Hexadecimal digits and ornaments are none. */
function looksEncoded(text: string): boolean {
  return [/[A-Z]/, /[a-z]/, /[0-9]/].every((kind) => kind.test(text)) && new Set(text).size > 30;
}

/** `bytes.toString("base64")`, `btoa(text)`, `base64.b64encode(bytes)` and its `.decode()` */
function isEncoding(origin: Origin, { source }: RuleContext): boolean {
  const program = source(origin.path);
  let node: Expr | undefined = program && findNode(program, origin, "call");
  for (let step = 0; step < 4 && node?.kind === "call"; step++) {
    if (encodes(node)) return true;
    node = node.callee.kind === "member" ? node.callee.object : undefined;
  }
  return false;
}

function encodes({ callee, args }: CallNode): boolean {
  const name = lastName(callee);
  if (name === "btoa" || name === "b64encode" || name === "standard_b64encode") return true;
  const [first] = args;
  const part = first?.value.kind === "string" ? first.value.parts[0] : undefined;
  return name === "toString" && part?.kind === "text" && part.text === "base64";
}

const advice = "send it as a picture, a file or plain text";

function describe(analysed: AnalysedCall, context: RuleContext, origin: Origin, isKnown: boolean): RuleFinding {
  const disabled = "Which kind of content it is, is yours to say.";
  if (!isKnown) {
    const message = `Base64 in a prompt's text is read and billed as text, four characters for three bytes: ${advice}.`;
    return { message, range: origin, fixes: [], disabled };
  }
  const saved = savedBy(analysed, context, (pieces) =>
    pieces.map((piece) => (piece.kind === "known" ? { ...piece, text: piece.text.replace(run, "") } : piece)),
  );
  const shown = tokenRange({ ...analysed.count.known, tokens: saved.tokens });
  return {
    message: `Base64 takes ${shown} tokens of this prompt's text: ${advice}.`,
    range: { ...origin, end: Math.min(origin.end, origin.start + 80) },
    saving: savingOf(analysed, saved, "base64"),
    fixes: [],
    disabled,
  };
}
