import type { Content, LlmCall } from "../calls/llm-call";
import type { TextValue } from "../values/value";

const depthLimit = 8;

/** Characters of prompt text that the code fixes, over all messages of a call: of several texts the shortest. */
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

function knownChars(text: TextValue, depth = 0): number {
  let characters = 0;
  for (const piece of text.pieces) {
    if (piece.kind === "known") characters += piece.text.length;
    else if (piece.hole.options && depth < depthLimit)
      characters += Math.min(...piece.hole.options.map((option) => knownChars(option, depth + 1)));
  }
  return characters;
}
