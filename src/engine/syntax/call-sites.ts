import type {
  BranchArm,
  BranchStatement,
  CallNode,
  ClassNode,
  ComprehensionNode,
  Expr,
  FunctionNode,
  LoopStatement,
  Pattern,
  Program,
  Spread,
  Statement,
} from "./program";

/** Every call of a program in source order, with what encloses it, outermost first. */
export interface CallSite {
  call: CallNode;
  ancestors: Ancestor[];
}
export type Ancestor =
  | { kind: "function"; node: FunctionNode }
  | { kind: "class"; node: ClassNode }
  | { kind: "loop"; node: LoopStatement /** in the body, not in the iterable or the test */; repeated: boolean }
  | { kind: "comprehension"; node: ComprehensionNode; repeated: boolean }
  | { kind: "arm"; node: BranchStatement; arm: BranchArm }
  /** the call is (in) an argument of this call, e.g. the function given to `.map` */
  | { kind: "argument"; node: CallNode; index: number };

/** What encloses a place, innermost first; the array is made when a call needs it, and shared. */
interface Scope {
  ancestor: Ancestor;
  outer: Scope | undefined;
  list?: Ancestor[];
}

type Node = Expr | Spread | Pattern | Statement;
type Work = { node: Node; scope: Scope | undefined; emit?: boolean };

/** Walks with a stack of its own, so no nesting is too deep for it. */
export function callSites(program: Program): CallSite[] {
  const sites: CallSite[] = [];
  const seen = new Set<CallNode>();
  const stack: Work[] = [];
  const lazyDefaults = program.language !== "python";
  let pending: Work[] = [];
  const visit: Visit = (node, scope) => {
    if (node) pending.push({ node, scope });
  };
  for (const statement of program.body) visit(statement, undefined);
  for (;;) {
    while (pending.length > 0) stack.push(pending.pop()!);
    const work = stack.pop();
    if (!work) break;
    const { node, scope } = work;
    if (node.kind !== "call") visitChildren(node, scope, visit, lazyDefaults);
    else if (!work.emit)
      pending = [
        { node: node.callee, scope },
        { node, scope, emit: true },
      ];
    else if (!seen.has(node)) {
      seen.add(node);
      sites.push({ call: node, ancestors: ancestorsOf(scope) });
      for (const [index, argument] of node.args.entries())
        visit(argument.value, { ancestor: { kind: "argument", node, index }, outer: scope });
    }
  }
  return sites.sort((a, b) => a.call.argsSpan.start - b.call.argsSpan.start);
}

function ancestorsOf(scope: Scope | undefined): Ancestor[] {
  if (!scope) return [];
  if (scope.list) return scope.list;
  const list: Ancestor[] = [];
  for (let at: Scope | undefined = scope; at; at = at.outer) list.push(at.ancestor);
  scope.list = list.reverse().slice();
  return scope.list;
}

type Visit = (node: Node | undefined, scope: Scope | undefined) => void;

function visitChildren(node: Exclude<Node, CallNode>, scope: Scope | undefined, visit: Visit, lazy: boolean): void {
  const each = (nodes: readonly (Node | undefined)[], within = scope) => {
    for (const child of nodes) visit(child, within);
  };
  switch (node.kind) {
    case "string":
      visit(node.tag, scope);
      for (const part of node.parts) if (part.kind === "hole") visit(part.value, scope);
      break;
    case "list":
      each(node.items);
      break;
    case "map":
      for (const entry of node.entries) each(entry.kind === "spread" ? [entry] : [entry.key, entry.value]);
      break;
    case "member":
      visit(node.object, scope);
      break;
    case "index":
      each([node.object, node.index]);
      break;
    case "slice":
      each([node.object, node.from, node.to]);
      break;
    case "binary":
      each([node.left, node.right]);
      break;
    case "unary":
      visit(node.operand, scope);
      break;
    case "choice":
      each([node.test, ...node.options]);
      break;
    case "spread":
    case "await":
    case "expression":
    case "return":
      visit(node.value, scope);
      break;
    case "assign":
    case "assignment":
      each([node.target, node.value]);
      break;
    case "opaque":
      each(node.children);
      break;
    case "list-pattern":
      for (const item of node.items) each([item?.target, item?.default]);
      visit(node.rest, scope);
      break;
    case "map-pattern":
      for (const entry of node.entries) each([entry.target, entry.default]);
      visit(node.rest, scope);
      break;
    case "export":
      visit(node.default, scope);
      break;
    case "function":
      visitFunction(node, scope, visit, lazy);
      break;
    case "function-statement":
      visit(node.function, scope);
      break;
    case "class":
      each([...node.decorators, ...node.bases]);
      each(node.body, { ancestor: { kind: "class", node }, outer: scope });
      break;
    case "class-statement":
      visit(node.class, scope);
      break;
    case "block":
      each(node.body);
      break;
    case "comprehension":
      visitComprehension(node, scope, visit);
      break;
    case "loop":
      visitLoop(node, scope, visit);
      break;
    case "branch":
      visit(node.subject, scope);
      for (const arm of node.arms) {
        visit(arm.test, scope);
        each(arm.body, { ancestor: { kind: "arm", node, arm }, outer: scope });
      }
      break;
    default:
    // number, boolean, none, name, import: nothing inside
  }
}

/** Default values run with the function in JavaScript, and once, where it is defined, in Python. */
function visitFunction(node: FunctionNode, scope: Scope | undefined, visit: Visit, lazyDefaults: boolean): void {
  const inside: Scope = { ancestor: { kind: "function", node }, outer: scope };
  for (const decorator of node.decorators) visit(decorator, scope);
  for (const param of node.params) {
    visit(param.target, inside);
    visit(param.default, lazyDefaults ? inside : scope);
  }
  for (const statement of node.body) visit(statement, inside);
}

function visitLoop(node: LoopStatement, scope: Scope | undefined, visit: Visit): void {
  const head: Scope = { ancestor: { kind: "loop", node, repeated: false }, outer: scope };
  const body: Scope = { ancestor: { kind: "loop", node, repeated: true }, outer: scope };
  for (const child of [node.target, node.iterable, ...node.init, node.test, node.update]) visit(child, head);
  for (const statement of node.body) visit(statement, body);
}

/** The first iterable runs once; everything else runs once an item. */
function visitComprehension(node: ComprehensionNode, scope: Scope | undefined, visit: Visit): void {
  const once: Scope = { ancestor: { kind: "comprehension", node, repeated: false }, outer: scope };
  const often: Scope = { ancestor: { kind: "comprehension", node, repeated: true }, outer: scope };
  visit(node.item, often);
  for (const [index, loop] of node.loops.entries()) {
    visit(loop.target, often);
    visit(loop.iterable, index === 0 ? once : often);
    for (const condition of loop.conditions) visit(condition, often);
  }
}
