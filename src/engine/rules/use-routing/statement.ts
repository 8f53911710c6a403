import type { LlmCall } from "../../calls/llm-call";
import { lineStart } from "../../edits/trivia";
import type { Program, Span, Statement } from "../../syntax/program";
import { bodiesOf } from "../../values/walk";
import { functionsAround } from "../enclosing";

/** The indentation of a statement that has its line to itself: `return …`, `const x = …`. An arrow's expression is none. */
export function indentOf({ text }: Program, statement: Statement): string | undefined {
  const before = text.slice(lineStart(text, statement.start), statement.start);
  const match = /^([ \t]*)(?:(?:const|let|var)\s+)?$/.exec(before);
  if (!match || (statement.kind === "return" && !text.startsWith("return", statement.start))) return undefined;
  return match[1];
}

/** The innermost statement around a call that gives its value back or a name. */
export function statementOf(call: LlmCall, program: Program, node: Span): Statement | undefined {
  let found: Statement | undefined;
  let statements: readonly Statement[] = functionsAround(call).at(-1)?.body ?? program.body;
  for (;;) {
    const next: Statement | undefined = statements.find(({ start, end }) => start <= node.start && node.end <= end);
    if (!next) return found;
    found = next;
    statements = bodiesOf(next).flat();
    if (statements.length === 0) return found.kind === "return" || found.kind === "assign" ? found : undefined;
  }
}

/** One of these names is assigned or called in the function around a call. */
export function isUsed(call: LlmCall, program: Program, ...names: string[]): boolean {
  const { start, end } = functionsAround(call).at(-1) ?? { start: 0, end: program.text.length };
  return new RegExp(`\\b(?:${names.join("|")})\\b\\s*[=(]`).test(program.text.slice(start, end));
}
