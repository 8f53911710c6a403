/**
 * Program: one small tree for every language. A language file lowers its parser's tree into these nodes;
 * everything after `syntax/` is language-blind.
 *
 * Offsets are UTF-16 code units into the source text, end exclusive. Parentheses, casts (`as`, `!`, `satisfies`),
 * type arguments and other wrappers without a value of their own are unwrapped: a node's range is its own.
 * Parsing never fails: what cannot be understood becomes `opaque`, keeping the expressions found inside it.
 *
 * Chains that lean to the left (`a + b + c`, `x.y().z()`) have no bound on their length: follow `left`, `callee` and `object`
 * with a loop. Every other nesting is bounded. Where one expression has two targets (`a = b = f()`), the second takes it from
 * the first (`b = f()`, `a = b`). `break`, `continue`, `global`, `nonlocal`, `del`, `assert` and Python 2's `print` are
 * expression statements, opaque by that name; `partial(f, a)` and `f.bind(it, a)` are the function that calls `f` so (bound-calls.ts); `for (k in o)` goes over an opaque "keys"; `x++` is the unary "++".
 */
export type LanguageId = "typescript" | "tsx" | "javascript" | "python";

export interface Span {
  start: number;
  end: number;
}

export interface Program {
  path: string;
  language: LanguageId;
  /** the source the offsets point into (after a byte order mark was removed) */
  text: string;
  body: Statement[];
  comments: Comment[];
  errors: SyntaxNote[];
}

export interface Comment extends Span {
  /** without its marker, trimmed */
  text: string;
}

export interface SyntaxNote extends Span {
  message: string;
}

// ── expressions ────────────────────────────────────────────────────────────────────────────────

export type Expr =
  | StringNode
  | NumberNode
  | BooleanNode
  | NoneNode
  | ListNode
  | MapNode
  | NameNode
  | MemberNode
  | IndexNode
  | SliceNode
  | CallNode
  | FunctionNode
  | ClassNode
  | BinaryNode
  | UnaryNode
  | ChoiceNode
  | ComprehensionNode
  | AwaitNode
  | AssignmentNode
  | OpaqueNode;

/**
 * Literals, templates, f-strings; Python's adjacent literals arrive merged, each with a text part of its own. `text` is cooked
 * (escapes resolved). An empty string has no parts.
 */
export interface StringNode extends Span {
  kind: "string";
  parts: StringPart[];
  /** the tag of a tagged template */
  tag?: Expr;
  /** bytes literal, so not text */
  bytes?: boolean;
}
export type StringPart =
  | ({ kind: "text"; text: string } & Span)
  | ({ kind: "hole"; value: Expr /** Python's `!r:>10` part */; format?: string } & Span);

export interface NumberNode extends Span {
  kind: "number";
  value: number;
}
export interface BooleanNode extends Span {
  kind: "boolean";
  value: boolean;
}
/** null, undefined, None */
export interface NoneNode extends Span {
  kind: "none";
}
export interface ListNode extends Span {
  kind: "list";
  flavour: "list" | "tuple" | "set";
  items: (Expr | Spread)[];
}
export interface Spread extends Span {
  kind: "spread";
  value: Expr;
}
/** Object literal, dict literal. A shorthand `{ model }` has a string key and a name value with the same range. */
export interface MapNode extends Span {
  kind: "map";
  entries: (MapEntry | Spread)[];
}
export interface MapEntry extends Span {
  kind: "entry";
  key: Expr;
  value: Expr;
  shorthand?: boolean;
}
export interface NameNode extends Span {
  kind: "name";
  name: string;
}
export interface MemberNode extends Span {
  kind: "member";
  object: Expr;
  property: string;
  propertySpan: Span;
}
export interface IndexNode extends Span {
  kind: "index";
  object: Expr;
  index: Expr;
}
/** Python's `x[a:b]`. JavaScript's `.slice(a, b)` stays a call. */
export interface SliceNode extends Span {
  kind: "slice";
  object: Expr;
  from?: Expr;
  to?: Expr;
}
export interface CallNode extends Span {
  kind: "call";
  callee: Expr;
  args: Argument[];
  /** `new X()` */
  construct: boolean;
  /** from the opening parenthesis to after the closing one; of zero width where there is none */
  argsSpan: Span;
}
export interface Argument extends Span {
  kind: "positional" | "named" | "spread" | "named-spread";
  /** for `named` */
  name?: string;
  value: Expr;
}
export interface FunctionNode extends Span {
  kind: "function";
  name?: string;
  nameSpan?: Span;
  params: Param[];
  /** an arrow function or lambda with an expression body is one `return` statement */
  body: Statement[];
  /** the source text of the annotation of what it gives back */
  returns?: string;
  async: boolean;
  generator: boolean;
  decorators: Expr[];
  /** the docstring or the doc comment right before it */
  doc?: string;
  /** "static", "property" (getters too), "classmethod", … where the language says so */
  modifiers: string[];
}
export interface Param extends Span {
  target: Pattern;
  default?: Expr;
  kind: "normal" | "keyword-only" | "rest" | "named-rest";
  /** the source text of the type annotation */
  type?: string;
  /** TypeScript's constructor parameter property */
  property?: boolean;
}
export interface ClassNode extends Span {
  kind: "class";
  name?: string;
  nameSpan?: Span;
  bases: Expr[];
  /** fields as `assign` with declaration "field", methods as `function` statements */
  body: Statement[];
  decorators: Expr[];
  doc?: string;
}
/** `operator` as written, Python's `and`/`or` and JavaScript's `&&`/`||`/`??` are `choice` instead. */
export interface BinaryNode extends Span {
  kind: "binary";
  operator: string;
  left: Expr;
  right: Expr;
}
export interface UnaryNode extends Span {
  kind: "unary";
  operator: string;
  operand: Expr;
}
export interface ChoiceNode extends Span {
  kind: "choice";
  how: "conditional" | "or" | "and" | "nullish";
  /** the condition of a conditional */
  test?: Expr;
  options: Expr[];
}
export interface ComprehensionNode extends Span {
  kind: "comprehension";
  flavour: "list" | "set" | "map" | "generator";
  /** a map's item is a `map` node with one entry */
  item: Expr;
  loops: { target: Pattern; iterable: Expr; conditions: Expr[] }[];
}
export interface AwaitNode extends Span {
  kind: "await";
  value: Expr;
}
/** An assignment used as an expression (`x = y` inside another expression, `:=`). */
export interface AssignmentNode extends Span {
  kind: "assignment";
  target: Pattern;
  operator: string;
  value: Expr;
}
/** Anything else (JSX, yield, regular expressions, …), with the expressions inside it. */
export interface OpaqueNode extends Span {
  kind: "opaque";
  what: string;
  children: Expr[];
}

// ── patterns ───────────────────────────────────────────────────────────────────────────────────

export type Pattern = NameNode | MemberNode | IndexNode | SliceNode | ListPattern | MapPattern | OpaqueNode;
export interface ListPattern extends Span {
  kind: "list-pattern";
  items: ({ target: Pattern; default?: Expr } | undefined)[];
  rest?: Pattern;
}
export interface MapPattern extends Span {
  kind: "map-pattern";
  entries: { key: string; target: Pattern; default?: Expr }[];
  rest?: Pattern;
}

// ── statements ─────────────────────────────────────────────────────────────────────────────────

export type Statement =
  | AssignStatement
  | ImportStatement
  | ExportStatement
  | FunctionStatement
  | ClassStatement
  | ReturnStatement
  | LoopStatement
  | BranchStatement
  | BlockStatement
  | ExpressionStatement;

/** One binding each: `const a = 1, b = 2` is two. `value` is missing for a bare declaration (`x: str`). */
export interface AssignStatement extends Span {
  kind: "assign";
  target: Pattern;
  /** "=", "+=", "||=", … */
  operator: string;
  value?: Expr;
  declaration?: "const" | "let" | "var" | "field";
  type?: string;
  exported?: boolean;
}
/**
 * `module` as written (`./x`, `openai`, `..prompts`, `.`). `import a.b.c` has one name `{ imported: "*", local: "a",
 * path: "a.b.c" }`; `import a.b as c` has `{ imported: "*", local: "c" }`; `import d from "m"` has imported "default";
 * `from m import *` has `{ imported: "*", local: "*" }`. `require("m")` and `import("m")` stay calls.
 */
export interface ImportStatement extends Span {
  kind: "import";
  module: string;
  names: { imported: string; local: string; path?: string; span: Span }[];
  typeOnly?: boolean;
}
/** `export { a as b } from "m"`, `export * from "m"` (exported "*"), `export default <value>`, `__all__` is not one. */
export interface ExportStatement extends Span {
  kind: "export";
  module?: string;
  names: { local: string; exported: string }[];
  default?: Expr;
}
export interface FunctionStatement extends Span {
  kind: "function-statement";
  function: FunctionNode;
  exported?: boolean;
  exportedDefault?: boolean;
}
export interface ClassStatement extends Span {
  kind: "class-statement";
  class: ClassNode;
  exported?: boolean;
  exportedDefault?: boolean;
}
export interface ReturnStatement extends Span {
  kind: "return";
  /** "yield" and "raise"/"throw" too: both hand a value out */
  how: "return" | "throw";
  value?: Expr;
}
export interface LoopStatement extends Span {
  kind: "loop";
  how: "for-each" | "for" | "while" | "do";
  /** for-each */
  target?: Pattern;
  iterable?: Expr;
  /** for, while, do */
  init: Statement[];
  test?: Expr;
  update?: Expr;
  body: Statement[];
}
export interface BranchStatement extends Span {
  kind: "branch";
  how: "if" | "switch" | "match" | "try";
  subject?: Expr;
  arms: BranchArm[];
}
export interface BranchArm extends Span {
  role: "then" | "else" | "case" | "default" | "try" | "except" | "finally";
  test?: Expr;
  body: Statement[];
}
/** A block of its own, and Python's `with` (its `as` names are `assign` statements before the body). */
export interface BlockStatement extends Span {
  kind: "block";
  body: Statement[];
}
export interface ExpressionStatement extends Span {
  kind: "expression";
  value: Expr;
}
