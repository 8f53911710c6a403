import type { LlmCall } from "../../calls/llm-call";
import type { TextEdit } from "../../edits/text-edit";
import { lineBreakOf, lineStart } from "../../edits/trivia";
import { quoteIn, writeString } from "../../edits/write-literal";
import type { Model } from "../../models/catalogue";
import { everyNode } from "../../syntax/every-node";
import type { CallNode, Expr, Program } from "../../syntax/program";
import { lastName } from "../../values/scopes";
import { spelled } from "../model-edit";
import type { RuleContext } from "../rule";
import { indentOf, isUsed, statementOf } from "./statement";

/** How an answer says that it is complete, in the metadata that each vendor's package hands on. */
const complete: Record<string, [key: string, value: string]> = {
  openai: ["finish_reason", "stop"],
  anthropic: ["stop_reason", "end_turn"],
};

/** A model object like the one that a call is made on, with another model's name. */
interface SmallModel {
  program: Program;
  /** what the call is made on: `llm`, `self.llm` */
  object: Expr;
  code: string;
}

/** LangChain's models are objects: the call is made on one of its own. */
export function ownObject(call: LlmCall, from: Model, to: Model, context: RuleContext): TextEdit[] | undefined {
  const small = smallModel(call, from, to, context);
  if (!small) return undefined;
  const { program, object, code } = small;
  return [{ path: program.path, start: object.start, end: object.end, text: code }];
}

/** The small model with the dear one to fall back on, behind a step that throws for an answer that is not complete. */
export function fallbackChain(call: LlmCall, from: Model, to: Model, context: RuleContext): TextEdit[] | undefined {
  const small = smallModel(call, from, to, context);
  const check = complete[call.provider ?? ""];
  if (!small || !check || call.options.stream || isUsed(call, small.program, "complete", "first")) return undefined;
  const { program, object, code } = small;
  const { path, text, language } = program;
  const statement = statementOf(call, program, call.call!.node);
  const indent = statement && indentOf(program, statement);
  if (!statement || indent === undefined) return undefined;
  const dear = text.slice(object.start, object.end);
  const lines = language === "python" ? inPython(code, dear, check) : inTypeScript(code, dear, check);
  const at = lineStart(text, statement.start);
  return [
    { path, start: at, end: at, text: lines.map((line) => indent + line + lineBreakOf(text)).join("") },
    { path, start: object.start, end: object.end, text: "first" },
  ];
}

function inPython(small: string, dear: string, [key, value]: [string, string]): string[] {
  return [
    "def complete(answer):",
    `    if answer.response_metadata.get("${key}") != "${value}":`,
    '        raise ValueError("The answer is not complete")',
    "    return answer",
    `first = (${small} | complete).with_fallbacks([${dear}])`,
  ];
}

function inTypeScript(small: string, dear: string, [key, value]: [string, string]): string[] {
  return [
    `const first = ${small}`,
    "  .pipe((answer) => {",
    `    if (answer.response_metadata.${key} !== "${value}") throw new Error("The answer is not complete");`,
    "    return answer;",
    "  })",
    `  .withFallbacks([${dear}]);`,
  ];
}

function smallModel(call: LlmCall, from: Model, to: Model, context: RuleContext): SmallModel | undefined {
  const name = spelled(call, from, to, context);
  const { program, node } = call.call ?? {};
  if (name === undefined || !program || call.kind !== "call" || node?.callee.kind !== "member") return undefined;
  const { object } = node.callee;
  const made = object.kind === "name" || object.kind === "member" ? madeOnce(program, object) : undefined;
  const model = made && modelOf(made);
  if (!made || !model || !isMovable(program, made, model)) return undefined;
  const { text } = program;
  const quoted = writeString(name, quoteIn(text, made.start, made.end));
  return { program, object, code: text.slice(made.start, model.start) + quoted + text.slice(model.end, made.end) };
}

/** The only call whose result this name, member or field is given, where that makes a chat model. */
function madeOnce({ body, text }: Program, object: Expr): CallNode | undefined {
  const written = text.slice(object.start, object.end);
  const field = object.kind === "member" && /^(?:this|self)\./.test(written) ? object.property : undefined;
  const given = everyNode(body).flatMap((node) => {
    if (node.kind !== "assign") return [];
    const target = text.slice(node.target.start, node.target.end);
    return target === (node.declaration === "field" ? field : written) ? [node.value] : [];
  });
  const [value] = given;
  const isModel = value?.kind === "call" && /^Chat[A-Z]/.test(lastName(value.callee) ?? "");
  return given.length === 1 && isModel ? value : undefined;
}

const modelKeys = /^(?:model|model_name|modelName)$/;

function modelOf({ args }: CallNode): Expr | undefined {
  const named = args.find(({ kind, name }) => kind === "named" && modelKeys.test(name ?? ""));
  const [first] = args;
  if (named || first?.value.kind !== "map") return named?.value;
  for (const entry of first.value.entries) {
    if (entry.kind !== "entry" || entry.shorthand || entry.key.kind !== "string") continue;
    const [part] = entry.key.parts;
    if (part?.kind === "text" && modelKeys.test(part.text)) return entry.value;
  }
  return undefined;
}

/** Nothing in it but what the whole file knows: it can be made anywhere. */
function isMovable({ body }: Program, made: CallNode, model: Expr): boolean {
  const known = new Set(body.flatMap((statement) => namesOf(statement)));
  return everyNode(made).every(
    (node) => node.kind !== "name" || known.has(node.name) || (model.start <= node.start && node.end <= model.end),
  );
}

function namesOf(statement: Program["body"][number]): string[] {
  if (statement.kind === "import") return statement.names.map(({ local }) => local);
  return statement.kind === "assign" ? [lastName(statement.target) ?? ""] : [];
}
