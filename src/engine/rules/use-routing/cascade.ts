import type { LlmCall } from "../../calls/llm-call";
import { findAround } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { lineBreakOf, lineStart } from "../../edits/trivia";
import { quoteIn, writeString } from "../../edits/write-literal";
import type { Model } from "../../models/catalogue";
import type { Program, Span, Statement } from "../../syntax/program";
import { spelled } from "../model-edit";
import type { RuleContext } from "../rule";
import { writtenModel } from "./own-model";
import { indentOf, isUsed, statementOf } from "./statement";

/** How an answer of each API says that it is complete: the check that one's own takes the place of. */
const complete: Record<string, { typescript: string; python: string }> = {
  "openai.chat": {
    typescript: '.choices[0]?.finish_reason === "stop"',
    python: '.choices[0].finish_reason == "stop"',
  },
  "openai.responses": { typescript: '.status === "completed"', python: '.status == "completed"' },
  "anthropic.messages": { typescript: '.stop_reason === "end_turn"', python: '.stop_reason == "end_turn"' },
  "ai-sdk.generate": { typescript: '.finishReason === "stop"', python: "" },
};

/**
 * Asks the small model first and the dear one when its answer is not complete: the request becomes a function of its model, called
 * right before the statement that it stood in. Undefined where that is not one plain statement.
 */
export function cascade(call: LlmCall, from: Model, to: Model, context: RuleContext): TextEdit[] | undefined {
  const place = writtenModel(call);
  const small = spelled(call, from, to, context);
  const check = complete[call.api];
  if (!place || place.key || small === undefined || !check || call.options.stream) return undefined;
  const { program, node } = call.call!;
  const statement = statementOf(call, program, node);
  const indent = statement && indentOf(program, statement);
  if (!statement || indent === undefined) return undefined;
  const whole = awaited(program, node);
  const isPython = program.language === "python";
  // only a function that waits for the answer can look at it
  if (!isPython && whole === node) return undefined;
  if (isUsed(call, program, "ask", "first")) return undefined;
  const { text, path } = program;
  const wait = whole === node ? "" : "await ";
  const request = `${text.slice(node.start, place.start)}model${text.slice(place.end, node.end)}`;
  const dear = text.slice(place.start, place.end);
  const quoted = writeString(small, quoteIn(text, node.start, node.end));
  const lines = isPython
    ? ["def ask(model):", `    return ${request}`, `first = ${wait}ask(${quoted})`]
    : ["function ask(model: string) {", `  return ${request};`, "}", `const first = ${wait}ask(${quoted});`];
  const before = lines.map((line) => indent + line + lineBreakOf(text)).join("");
  const choice = isPython
    ? `first if first${check.python} else ${wait}ask(${dear})`
    : `first${check.typescript} ? first : ${wait}ask(${dear})`;
  const at = lineStart(text, statement.start);
  return [
    { path, start: at, end: at, text: before },
    { path, start: whole.start, end: whole.end, text: isWhole(statement, whole) ? choice : `(${choice})` },
  ];
}

/** The `await` around the call, or the call itself. */
function awaited(program: Program, node: Span): Span {
  const around = /await\s+$/.exec(program.text.slice(0, node.start));
  if (!around) return node;
  const start = node.start - around[0].length;
  return findAround(program, node, "await") ? { start, end: node.end } : node;
}

/** Nothing but the value of the statement: no member of the answer is taken right there. */
function isWhole(statement: Statement, { start, end }: Span): boolean {
  const value = statement.kind === "return" || statement.kind === "assign" ? statement.value : undefined;
  return value !== undefined && value.start === start && value.end === end;
}
