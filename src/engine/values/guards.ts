import type {
  BranchArm,
  BranchStatement,
  CallNode,
  Expr,
  FunctionNode,
  NameNode,
  Program,
  Span,
  Statement,
} from "../syntax/program";
import { evaluate } from "./evaluate";
import { choiceOf } from "./make";
import { indexOf } from "./program-index";
import type { Context, Local, Run } from "./run";
import { type Binding, lookup, type Scope, scopeAt } from "./scopes";
import { compare, truthForCaller } from "./truth";
import type { ChoiceValue, Value } from "./value";
import { children } from "./walk";

/** A branch that decides whether a place is arrived at. */
interface Guard {
  branch: BranchStatement;
  /** the arm that the place stands in; undefined where it stands behind the whole branch */
  arm: BranchArm | undefined;
  /** the arms that control does not come out of at their end */
  leaving: readonly BranchArm[];
  /** a name that is assigned to between the branch and here may hold something else by then */
  until: number;
}
/** A name in a call's arguments, with the branches around the call whose tests ask for it. */
interface Guarded {
  name: NameNode;
  binding: Binding;
  guards: Guard[];
}

/** What more may be asked of one name: each option goes through all tests. */
const MOST_OPTIONS = 40;

/**
 * The place of a call, knowing what the tests on the way to it rule out: where `if model.startswith("claude")` stands around it, `model`
 * is none of the names that do not. Undefined where everything is ruled out.
 */
export function narrowed(run: Run, call: CallNode, context: Context): Context | undefined {
  let within = context;
  for (const { name, binding, guards } of guardedIn(call, context.program)) {
    const value = evaluate(run, name, context);
    if (value.kind !== "choice" || value.options.length > MOST_OPTIONS) continue;
    const options = value.options.filter((option) => {
      const at: Context = { ...context, local: localOf(binding, everywhere, option, context.local) };
      return !guards.some((guard) => rulesOut(run, guard, at));
    });
    if (options.length === value.options.length) continue;
    if (options.length === 0) return undefined;
    within = { ...within, local: localOf(binding, call, left(value, options), within.local) };
  }
  return within;
}

const everywhere: Span = { start: 0, end: Number.POSITIVE_INFINITY };
const left = ({ how, origin }: ChoiceValue, options: readonly Value[]): Value => choiceOf(options, how, origin);

function localOf(key: Binding, span: Span, value: Value, next: Local | undefined): Local {
  return { key, span, value, looked: 0, missed: 0, ...(next ? { next } : {}) };
}

const known = new WeakMap<CallNode, readonly Guarded[]>();

function guardedIn(call: CallNode, program: Program): readonly Guarded[] {
  let found = known.get(call);
  if (!found) {
    const names = new Map(namesIn(call.args.map(({ value }) => value)).map((name) => [name.name, name]));
    found = names.size > 0 ? guardedBy(names, call, program) : [];
    known.set(call, found);
  }
  return found;
}

function guardedBy(names: ReadonlyMap<string, NameNode>, call: CallNode, program: Program): Guarded[] {
  const around = guardsOf(call.start, program);
  const here = scopeAt(indexOf(program), call.start);
  const found: Guarded[] = [];
  for (const [written, name] of around.length > 0 ? names : []) {
    const binding = lookup(here, written);
    const guards = around.filter(({ branch, until }) => asksFor(branch, written) && isSame(binding, branch, until));
    if (binding && guards.length > 0) found.push({ name, binding, guards });
  }
  return found;
}

/** Whether a name holds at the call what it held in the branch's tests. */
function isSame(binding: Binding | undefined, branch: BranchStatement, until: number): boolean {
  const isLater = (start: number) => start > branch.start && start < until;
  return binding?.events.every((event) => event.kind === "mutate" || !isLater(event.start)) === true;
}

function asksFor({ subject, arms }: BranchStatement, name: string): boolean {
  const tests = arms.flatMap(({ test }) => test ?? []);
  return namesIn(subject ? [subject, ...tests] : tests).some((each) => each.name === name);
}

function namesIn(parts: readonly Expr[]): NameNode[] {
  const names: NameNode[] = [];
  const stack = [...parts];
  for (let part = stack.pop(); part; part = stack.pop())
    if (part.kind === "name") names.push(part);
    else stack.push(...children(part));
  return names;
}

/** The branches around and before a place, in the functions around it, outermost first. */
function guardsOf(offset: number, program: Program): Guard[] {
  const bodies: Scope[] = [];
  for (let at: Scope | undefined = scopeAt(indexOf(program), offset); at; at = at.parent)
    if (at.kind === "function" || at.kind === "module") bodies.unshift(at);
  const found: Guard[] = [];
  for (const { body, kind, node } of bodies) {
    // a function runs some time later
    for (const guard of found) guard.until = Number.POSITIVE_INFINITY;
    collect(body, offset, kind === "function" && (node as FunctionNode).generator, found);
  }
  return found;
}

function collect(body: readonly Statement[], offset: number, generator: boolean, found: Guard[]): void {
  for (const statement of body) {
    if (statement.start > offset) return;
    const isAround = offset < statement.end;
    if (statement.kind === "branch") {
      const arm = statement.arms.find(({ start, end }) => start <= offset && offset < end);
      const inTest = arm?.test && offset < arm.test.end;
      const leaving = statement.arms.filter((each) => leaves(each.body, generator));
      const decides = isAround ? arm && !inTest : leaving.length > 0;
      if (decides && statement.how !== "try") found.push({ branch: statement, arm, leaving, until: offset });
      if (arm) collect(arm.body, offset, generator, found);
    } else if (isAround && statement.kind === "block") collect(statement.body, offset, generator, found);
    else if (isAround && statement.kind === "loop") {
      // what the loop assigns is there in its next round
      for (const guard of found) guard.until = Math.max(guard.until, statement.end);
      collect(statement.body, offset, generator, found);
    }
  }
}

/** Whether control does not come out at the end. In a generator a "return" may be a `yield`, after which it goes on. */
function leaves(body: readonly Statement[], generator: boolean): boolean {
  return body.some((statement) => {
    if (statement.kind === "return") return statement.how === "throw" || !generator;
    const jump = statement.kind === "expression" && statement.value.kind === "opaque" ? statement.value.what : "";
    return /^(break|continue)/.test(jump);
  });
}

/** Whether a guard certainly leads elsewhere. */
function rulesOut(run: Run, { branch, arm, leaving }: Guard, context: Context): boolean {
  if (branch.how !== "if") return arm !== undefined && isOtherCase(run, branch, arm, context);
  for (const each of branch.arms) {
    const truth = each.test ? truthForCaller(run, each.test, context) : true;
    if (each === arm) return truth === false;
    if (truth === true) return arm !== undefined || leaving.includes(each);
    // which of the arms it is does not matter to what stands in a later one
    if (truth === undefined && !arm) return false;
  }
  return false;
}

/** `case` and `match`: whether the subject is certainly not what the arm is for. */
function isOtherCase(run: Run, branch: BranchStatement, arm: BranchArm, context: Context): boolean {
  if (branch.subject?.kind !== "name") return false;
  const subject = evaluate(run, branch.subject, context);
  const isFor = ({ test }: BranchArm) =>
    test?.kind === "string" || test?.kind === "number"
      ? compare("==", subject, evaluate(run, test, context))
      : undefined;
  const at = branch.arms.indexOf(arm);
  // one case falls into the next
  let first = at;
  while (first > 0 && branch.how === "switch" && !leaves(branch.arms[first - 1]?.body ?? [], false)) first--;
  const own = branch.arms.slice(first, at + 1);
  if (arm.role === "default") return branch.arms.some((each) => !own.includes(each) && isFor(each) === true);
  return own.every((each) => isFor(each) === false);
}
