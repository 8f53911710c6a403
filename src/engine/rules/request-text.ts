import type { LlmCall, Part } from "../calls/llm-call";
import type { Origin, TextPiece, TextValue } from "../values/value";

/** What a request says, as far as it is known. */
export interface RequestText {
  /** known text, one line break between the contents */
  text: string;
  /** names of the parts that are only known at run time */
  holes: string[];
}

export function requestText(call: LlmCall, roles?: readonly Part["role"][]): RequestText {
  const known: string[] = [];
  const holes: string[] = [];
  for (const part of call.parts) {
    if (roles && !roles.includes(part.role)) continue;
    for (const content of part.content) {
      if (content.kind !== "text") continue;
      known.push(knownText(content.text));
      for (const piece of content.text.pieces) if (piece.kind === "hole") holes.push(piece.hole.name);
    }
  }
  return { text: known.join("\n"), holes };
}

/** The known text; a space stands for each hole, so that words do not run together. */
export function knownText(value: TextValue): string {
  return value.pieces.map((piece) => (piece.kind === "known" ? piece.text : " ")).join("");
}

/** The request inside a function that is called, where it is that one which says what is asked, in a file of its own. */
export function whereAsked({ parts, path, through }: LlmCall): Origin | undefined {
  let longest: Extract<TextPiece, { kind: "known" }> | undefined;
  for (const { content } of parts)
    for (const part of content)
      for (const piece of part.kind === "text" ? part.text.pieces : [])
        if (piece.kind === "known" && piece.text.length > (longest?.text.length ?? 0)) longest = piece;
  return through && longest?.origin.path === through.inner.path && through.inner.path !== path
    ? through.inner
    : undefined;
}

export function hasHole(value: TextValue): boolean {
  return value.pieces.some((piece) => piece.kind === "hole");
}

export function sendsImages(call: LlmCall): boolean {
  return call.parts.some((part) =>
    part.content.some((content) => content.kind === "image" || content.kind === "video"),
  );
}

/** True for a request that a person or program writes to a chat model: not an embedding, not a prompt file. */
export function isChat(call: LlmCall): boolean {
  return call.kind === "call" || call.kind === "wrapper-caller";
}

/** A body whose callers are looked at instead. */
export function isTemplate(call: LlmCall): boolean {
  return (call.calledFrom?.length ?? 0) > 0;
}
