import type { Content, LlmCall } from "../calls/llm-call";
import type { TextValue } from "../values/value";

/** Characters of prompt text that the code fixes, over all messages of a call. */
export function staticTextChars(call: LlmCall): number {
  let characters = 0;
  for (const part of call.parts) for (const content of part.content) characters += contentChars(content);
  return characters;
}

function contentChars(content: Content): number {
  if (content.kind === "text" || content.kind === "tool-result") return knownChars(content.text);
  if (content.kind === "tool-call") return knownChars(content.arguments);
  return 0;
}

function knownChars(text: TextValue): number {
  return text.pieces.reduce((sum, piece) => sum + (piece.kind === "known" ? piece.text.length : 0), 0);
}
