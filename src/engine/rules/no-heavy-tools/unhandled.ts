import type { LlmCall, Tool } from "../../calls/llm-call";
import { everyNode, type Node } from "../../syntax/every-node";
import type { BranchStatement, Expr, Program } from "../../syntax/program";
import { lastName } from "../../values/scopes";
import type { RuleContext } from "../rule";

/** APIs in which the code itself runs the tools that a model asks for. */
const dispatching =
  /^(?:openai\.(?:chat|responses)|anthropic\.messages|bedrock\.converse|mistral\.chat|google\.generate)/;

/** Names that are handled here, of how many others it is sure that they are not. */
const LEAST_HANDLED = 2;

/**
 * Tools of a request that nothing handles: the file compares the name that the model asked for with those of at least two others, and
 * this one's stands nowhere but in its definition. Empty where a name may be looked up in another way.
 */
export function unhandledTools(call: LlmCall, { source }: RuleContext): Tool[] {
  const program = source(call.path);
  const own = call.tools.filter(({ hosted }) => hosted === undefined);
  if (!program || call.toolsHole || call.options.toolChoice !== undefined || !dispatching.test(call.api)) return [];
  const names = new Set(own.map(({ name }) => name));
  const nodes = everyNode(program.body);
  const handled = handledNames(nodes, names);
  if (handled.size < LEAST_HANDLED || handled.size === names.size) return [];
  const tables = tablesOf(nodes, handled);
  if (nodes.some((node) => looksUp(node, tables))) return [];
  if (nodes.some((node) => node.kind === "branch" && isOpen(node, handled, program))) return [];
  const texts = [...new Set([call.path, ...own.map(({ origin }) => origin.path)])].map((path) => source(path));
  return own.filter((tool) => !handled.has(tool.name) && texts.every((each) => each && !isNamed(tool, each)));
}

/** `name == "refund"`, `case "refund":`, a key of `{ refund: handle }` */
function handledNames(nodes: readonly Node[], names: ReadonlySet<string>): Set<string> {
  const handled = new Set<string>();
  const add = (node: Expr | undefined) => {
    const text = node && textOf(node);
    if (text !== undefined && names.has(text)) handled.add(text);
  };
  for (const node of nodes) {
    if (node.kind === "binary" && /^={2,3}$/.test(node.operator)) for (const side of [node.left, node.right]) add(side);
    if (node.kind === "branch" && (node.how === "switch" || node.how === "match"))
      for (const { test } of node.arms) add(test);
    if (node.kind !== "map") continue;
    for (const entry of node.entries)
      if (entry.kind === "entry" && /^(?:name|member|function|call)$/.test(entry.value.kind)) add(entry.key);
  }
  return handled;
}

function textOf(node: Expr): string | undefined {
  const part = node.kind === "string" && node.parts.length === 1 ? node.parts[0] : undefined;
  return part?.kind === "text" ? part.text : undefined;
}

/** A name is made into code, or looked up in something else than a list of handlers that is written here. */
function looksUp(node: Node, tables: ReadonlySet<string>): boolean {
  if (node.kind === "index") return isName(node.index) && !tables.has(lastName(node.object) ?? "");
  if (node.kind !== "call") return false;
  const { callee, args } = node;
  if (/^(?:getattr|globals|locals|eval)$/.test(lastName(callee) ?? "")) return true;
  const isGet = callee.kind === "member" && callee.property === "get" && args.some(({ value }) => isName(value));
  return isGet && !tables.has(lastName(callee.object) ?? "");
}

/** `name`, `call.function.name`, `toolName` */
const isName = (node: Expr): boolean => /name$/i.test(lastName(node) ?? "");

/** Names of maps in which handlers stand. */
function tablesOf(nodes: readonly Node[], handled: ReadonlySet<string>): Set<string> {
  return new Set(
    nodes.flatMap((node) => {
      if (node.kind !== "assign" || node.value?.kind !== "map") return [];
      const has = node.value.entries.some((entry) => entry.kind === "entry" && handled.has(textOf(entry.key) ?? ""));
      return has ? [lastName(node.target) ?? ""] : [];
    }),
  );
}

/** Its last arm takes every other name, and does not say that it knows none. */
function isOpen({ arms }: BranchStatement, handled: ReadonlySet<string>, { text }: Program): boolean {
  const compares = arms.some(({ test }) =>
    everyNode(test ?? []).some((node) => node.kind === "string" && handled.has(textOf(node) ?? "")),
  );
  const rest = arms.find(({ role }) => role === "else" || role === "default");
  const refuses = /unknown|unsupported|not |invalid|unexpected|no such|throw |raise |error/i;
  return compares && rest !== undefined && !refuses.test(text.slice(rest.start, rest.end));
}

/** Its name stands somewhere beside its definition. */
function isNamed({ name, origin }: Tool, { path, text }: Program): boolean {
  const word = new RegExp(`(?<![\\w-])${name.replace(/[^\w]/g, "\\$&")}(?![\\w-])`, "g");
  return [...text.matchAll(word)].some(
    ({ index }) => path !== origin.path || index < origin.start || index >= origin.end,
  );
}
