import type { LlmCall } from "../../calls/llm-call";
import type { Expr, Pattern, Span, Statement } from "../../syntax/program";
import { bodiesOf, children, expressionsOf } from "../../values/walk";
import { functionsAround } from "../enclosing";

/** Statements behind the call that are looked at; where there are more, it is not sure. */
const MOST_STATEMENTS = 500;
const flattened = new WeakMap<readonly Statement[], readonly Statement[]>();

/**
 * The mark behind which everything of the call's answer is thrown away: it is split there, only the first piece is taken, and
 * nothing else is done with the text. Undefined when that is not sure.
 */
export function discardedAfter(call: LlmCall): string | undefined {
  if (!call.call) return undefined;
  const { node, program } = call.call;
  const body = functionsAround(call).at(-1)?.body ?? program.body;
  const statements = flattened.get(body) ?? flatten(body);
  flattened.set(body, statements);
  const from = statements.findIndex(
    (statement) => statement.end >= node.end && contains(statement, node) && isLeaf(statement),
  );
  if (from < 0 || statements.length - from > MOST_STATEMENTS) return undefined;
  /** names that stand for the answer or a text in it */
  const answers = new Set<string>();
  let mark: string | undefined;
  for (const statement of statements.slice(from)) {
    for (const expression of expressionsOf(statement)) {
      const cut = cutOf(expression, node, answers);
      if (cut !== undefined) {
        if (mark !== undefined) return undefined;
        mark = cut;
      } else if (statement.kind === "assign" && isReading(expression, node, answers)) {
        for (const name of namesOf(statement.target)) answers.add(name);
      } else if (uses(expression, node, answers)) return undefined;
    }
  }
  return mark;
}

/** Every statement, those inside of loops and branches behind the one that they are in. */
function flatten(statements: readonly Statement[]): Statement[] {
  return statements.flatMap((statement) => [statement, ...bodiesOf(statement).flatMap(flatten)]);
}

function isLeaf(statement: Statement): boolean {
  return bodiesOf(statement).length === 0;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The mark of `x.split(mark)[0]`, anywhere in an expression in which the answer stands nowhere else. */
function cutOf(expression: Expr, node: Span, answers: ReadonlySet<string>): string | undefined {
  const cuts: string[] = [];
  let rest = false;
  const look = (each: Expr) => {
    const cut = each.kind === "index" && firstPiece(each.object, each.index, node, answers);
    if (cut) cuts.push(cut);
    else if (isAnswer(each, node, answers)) rest = true;
    else for (const child of children(each)) look(child);
  };
  look(expression);
  return rest || cuts.length !== 1 ? undefined : cuts[0];
}

function firstPiece(object: Expr, index: Expr, node: Span, answers: ReadonlySet<string>): string | undefined {
  if (index.kind !== "number" || index.value !== 0 || object.kind !== "call") return undefined;
  const { callee, args } = object;
  if (callee.kind !== "member" || !/^(?:split|partition)$/.test(callee.property)) return undefined;
  const [separator] = args;
  if (separator?.value.kind !== "string" || separator.value.parts.length !== 1) return undefined;
  const [part] = separator.value.parts;
  return part?.kind === "text" && isReading(callee.object, node, answers) ? part.text : undefined;
}

/** The answer, a member of it, or its text trimmed: nothing that looks at the whole of it. */
function isReading(expression: Expr, node: Span, answers: ReadonlySet<string>): boolean {
  let at = expression;
  for (;;) {
    if (isAnswer(at, node, answers)) return true;
    if (at.kind === "await") at = at.value;
    else if (at.kind === "member" || at.kind === "index") at = at.object;
    else if (at.kind === "choice" && at.how !== "conditional") at = at.options[0]!;
    else if (
      at.kind === "call" &&
      at.callee.kind === "member" &&
      /^(?:l?r?strip|trim(?:Start|End)?)$/.test(at.callee.property)
    )
      at = at.callee.object;
    else return false;
  }
}

function isAnswer(expression: Expr, node: Span, answers: ReadonlySet<string>): boolean {
  if (expression.kind === "name") return answers.has(expression.name);
  return expression.start === node.start && expression.end === node.end;
}

/** What an answer says of itself beside its text. */
const about = /^(?:usage|id|_?request_?id|model|created|finish_?reason|stop_?reason|system_fingerprint)$/i;

function uses(expression: Expr, node: Span, answers: ReadonlySet<string>): boolean {
  if (expression.kind === "member" && about.test(expression.property) && isReading(expression.object, node, answers))
    return false;
  if (isAnswer(expression, node, answers)) return true;
  if (expression.kind === "function") return true;
  return children(expression).some((child) => uses(child, node, answers));
}

function namesOf(target: Pattern): string[] {
  if (target.kind === "name") return [target.name];
  if (target.kind === "map-pattern")
    return target.entries.flatMap((entry) => (about.test(entry.key) ? [] : namesOf(entry.target)));
  return [];
}
