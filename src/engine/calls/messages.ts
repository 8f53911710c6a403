import type { Evaluator } from "../values/evaluator";
import type { Hole, ListItem, MapValue, TextValue, Times, Value } from "../values/value";
import { cacheMark, knownText, readContent, toolAnswer, toolCall } from "./content";
import type { Content, Part } from "./llm-call";
import { asMap, lastCall } from "./slots";

type Role = Part["role"];

/** What libraries and prompt files call those who speak. */
export const roles: ReadonlyMap<string, Role> = new Map<string, Role>(
  Object.entries({
    system: "system",
    developer: "developer",
    user: "user",
    human: "user",
    assistant: "assistant",
    ai: "assistant",
    model: "assistant",
    chatbot: "assistant",
    tool: "tool",
    function: "tool",
  }),
);

/** What makes a message object, in whichever library: the last name of its constructor or factory. */
const messageMakers = new Map<string, Role>(
  Object.entries({
    SystemMessage: "system",
    SystemMessagePromptTemplate: "system",
    from_system: "system",
    fromSystem: "system",
    DeveloperMessage: "developer",
    HumanMessage: "user",
    HumanMessagePromptTemplate: "user",
    UserMessage: "user",
    TextMessage: "user",
    User: "user",
    from_user: "user",
    fromUser: "user",
    AIMessage: "assistant",
    AIMessagePromptTemplate: "assistant",
    AssistantMessage: "assistant",
    Assistant: "assistant",
    from_assistant: "assistant",
    ToolMessage: "tool",
    FunctionMessage: "tool",
    ToolResultMessage: "tool",
  }),
);

const once: Times = { min: 1, max: 1 };

/** A prompt or a conversation in any vendor's form, as parts in order. What is not a message is text of the given role. */
export function readMessages(evaluator: Evaluator, value: Value, role: Role = "user", depth = 0): Part[] {
  if (depth > 6 || value.kind === "none") return [];
  if (value.kind === "choice") {
    if (value.options.every((option) => option.kind === "text"))
      return [part(role, readContent(evaluator, value), once, value)];
    return readAlternatives(evaluator, value.options, role, depth);
  }
  if (value.kind === "list") {
    const pair = rolePair(evaluator, value.items);
    return pair ? [pair] : joined(value.items.flatMap((item) => readItem(evaluator, item, role, depth)));
  }
  if (value.kind === "map" || value.kind === "reference") {
    const message = readMessage(evaluator, value, once);
    if (message) return [message];
  }
  if (value.kind === "map") {
    const inner = value.entries.get("messages") ?? value.entries.get("content") ?? value.entries.get("parts");
    if (inner) return readMessages(evaluator, inner.value, role, depth + 1);
  }
  const content = readContent(evaluator, value);
  return content.length === 0 ? [] : [part(role, content, once, value)];
}

/**
 * Of several possible conversations the one with the least known text, so that the floor holds for all of them. Where that is
 * nothing, what one of them would say is shown as what may be sent.
 */
function readAlternatives(evaluator: Evaluator, options: readonly Value[], role: Role, depth: number): Part[] {
  const sized = options
    .filter((option) => option.kind !== "none")
    .map((option) => ({ option, size: knownSize(evaluator, option, 0) }));
  const [first] = sized;
  if (!first) return [];
  const whole = sized.every(({ option }) => option.kind === "list")
    ? together(
        evaluator,
        sized.map(({ option }) => readMessages(evaluator, option, role, depth + 1)),
      )
    : undefined;
  if (whole) return whole;
  const least = sized.reduce((a, b) => (b.size < a.size ? b : a), first);
  const most = sized.reduce((a, b) => (b.size > a.size ? b : a), first);
  const certain = readMessages(evaluator, least.option, role, depth + 1);
  if (least.size > 0 || most.size === 0) return most.size > least.size ? [...certain, another(least.option)] : certain;
  const possible = readMessages(evaluator, most.option, role, depth + 1);
  return [...possible.map((each) => ({ ...each, times: { ...each.times, min: 0 } })), ...certain];
}

/** Stands for what another of several conversations says beyond the shortest. */
function another(value: Value): Part {
  const hole: Hole = { name: "another conversation", origin: value.origin, reason: "run-time value" };
  const text: TextValue = { kind: "text", pieces: [{ kind: "hole", hole }], origin: value.origin };
  return part("user", [{ kind: "text", text }], { min: 0, max: 1 }, value);
}

function together(evaluator: Evaluator, conversations: readonly Part[][]): Part[] | undefined {
  return overlaid(conversations) ?? aligned(evaluator, conversations);
}

/** Conversations in which the same ones speak in turn, each with a text: each text is one of those that may stand there. */
function aligned(evaluator: Evaluator, conversations: readonly Part[][]): Part[] | undefined {
  const [first, ...others] = conversations as [Part[], ...Part[][]];
  const parts: Part[] = [];
  for (const [at, own] of first.entries()) {
    const all = [own, ...others.flatMap((other) => other[at] ?? [])];
    const texts = all.flatMap((each) => (each.role === own.role && isOnce(each.times) ? (onlyText(each) ?? []) : []));
    if (texts.length < conversations.length) return undefined;
    const name = `${own.role} message`;
    const text = evaluator.text({ kind: "choice", how: "either", options: texts, part: name, origin: own.origin });
    parts.push({ ...own, content: [{ kind: "text", text }] });
  }
  return others.every((other) => other.length === first.length) ? parts : undefined;
}

const isOnce = ({ min, max }: Times) => min === 1 && max === 1;

function onlyText({ content }: Part): TextValue | undefined {
  const [only] = content;
  return content.length === 1 && only?.kind === "text" && !only.breakpoint ? only.text : undefined;
}

/** Conversations of which the longest holds all others: what only some of them say may be missing. */
function overlaid(conversations: readonly Part[][]): Part[] | undefined {
  const longest = conversations.reduce((a, b) => (b.length > a.length ? b : a));
  const keys = longest.map(keyOf);
  const often = longest.map(() => 0);
  for (const parts of conversations) {
    let at = 0;
    for (const each of parts) {
      at = keys.indexOf(keyOf(each), at);
      if (at < 0) return undefined;
      often[at++]!++;
    }
  }
  return longest.map((each, at) =>
    often[at] === conversations.length ? each : { ...each, times: { ...each.times, min: 0 } },
  );
}

function keyOf({ role, content, times }: Part): string {
  const texts = content.map((each) =>
    "text" in each
      ? each.text.pieces.map((piece) => (piece.kind === "known" ? piece.text : `\0${piece.hole.name}\0`)).join("")
      : each.kind,
  );
  return [role, times.min, times.max, ...texts].join("\0");
}

function readItem(evaluator: Evaluator, item: ListItem, role: Role, depth: number): Part[] {
  const { value, times } = item;
  if (value.kind === "list") {
    const pair = rolePair(evaluator, value.items);
    if (pair) return [{ ...pair, times }];
    return value.items.flatMap((inner) =>
      readItem(evaluator, { value: inner.value, times: product(times, inner.times) }, role, depth + 1),
    );
  }
  if (value.kind === "choice")
    return readItem(evaluator, { value: smallest(evaluator, value.options), times }, role, depth + 1);
  const message = readMessage(evaluator, value, times);
  if (message) return [message];
  const content = readContent(evaluator, value);
  return content.length === 0 ? [] : [part(role, content, times, value)];
}

/** Calls that stand together as items of the Responses API are made at once: one message. */
function joined(parts: Part[]): Part[] {
  const found: Part[] = [];
  for (const each of parts) {
    const last = found.at(-1);
    if (last && isCalling(last) && isCalling(each)) last.content.push(...each.content);
    else found.push(each);
  }
  return found;
}

const isCalling = ({ role, content, times }: Part): boolean =>
  role === "assistant" && isOnce(times) && content.length > 0 && content.every(({ kind }) => kind === "tool-call");

/** A message: a map with a role, a Responses item, or an object made by a message class. */
function readMessage(evaluator: Evaluator, value: Value, times: Times): Part | undefined {
  if (value.kind === "reference") {
    const maker = makerOf(value);
    const role = maker ? messageMakers.get(maker) : undefined;
    if (role) {
      const step = lastCall(value);
      const text = step && (evaluator.argument(step, 0) ?? evaluator.argument(step, "content"));
      const inner = text && text.kind === "map" ? (text.entries.get("content")?.value ?? text) : text;
      return part(role, inner ? readContent(evaluator, inner) : [], times, value);
    }
  }
  const map = value.kind === "text" ? undefined : asMap(evaluator, value);
  if (!map) return undefined;
  const written = knownText(map.entries.get("role")?.value);
  const role = written === undefined ? undefined : roles.get(written.toLowerCase());
  if (!map.entries.has("role")) return readCallItem(evaluator, map, value, times);
  const body = map.entries.get("content") ?? map.entries.get("parts") ?? map.entries.get("message");
  const content = !body
    ? []
    : role === "tool" && isAnswer(evaluator, body.value)
      ? [toolAnswer(evaluator, map, body.value, value.origin)]
      : readContent(evaluator, body.value);
  content.push(...toolCalls(evaluator, map));
  const result = part(role ?? "user", content, times, value);
  const mark = cacheMark(evaluator, map);
  if (mark) result.breakpoint = mark;
  const name = knownText(map.entries.get("name")?.value);
  if (name && role !== "tool") result.name = name;
  return result;
}

/** What a message of a tool's holds is the tool's answer, unless it consists of answers already, as in the AI SDK. */
function isAnswer(evaluator: Evaluator, body: Value): boolean {
  return body.kind !== "list" || readContent(evaluator, body).every(({ kind }) => kind === "text");
}

/** A call, or what a tool answered, as an item of the Responses API. */
function readCallItem(evaluator: Evaluator, map: MapValue, value: Value, times: Times): Part | undefined {
  const type = knownText(map.entries.get("type")?.value);
  if (!type?.startsWith("function_call")) return undefined;
  return part(type === "function_call" ? "assistant" : "tool", readContent(evaluator, map), times, value);
}

/** OpenAI's assistant messages carry their tool calls beside the content. */
function toolCalls(evaluator: Evaluator, map: MapValue): Content[] {
  const calls = map.entries.get("tool_calls")?.value;
  if (calls?.kind !== "list") return [];
  return calls.items.flatMap((item) => {
    const about = asMap(evaluator, item.value);
    const fn = about && (asMap(evaluator, about.entries.get("function")?.value ?? about) ?? about);
    const input = fn?.entries.get("arguments")?.value;
    return input ? [toolCall(evaluator, fn!, input, item.value.origin, about)] : [];
  });
}

/** LangChain's `("system", "…")`. */
function rolePair(evaluator: Evaluator, items: readonly ListItem[]): Part | undefined {
  const [first, second] = items;
  if (items.length !== 2 || !first || !second) return undefined;
  const role = roles.get(knownText(first.value)?.toLowerCase() ?? "");
  return role && part(role, readContent(evaluator, second.value), once, first.value);
}

function makerOf(value: Value): string | undefined {
  if (value.kind !== "reference") return undefined;
  const names = value.steps.filter((step) => step.kind === "member").map((step) => step.name);
  const last = names.at(-1) ?? "";
  if (last.startsWith("fromTemplate") || last === "from_template") return names.at(-2);
  if (last === "new" || last === "create") return names.at(-2);
  if (value.root.kind === "instance") return value.root.class.node.name;
  return last;
}

/** Of several possible conversations the one with the least known text, so that the floor holds for all of them. */
function smallest(evaluator: Evaluator, options: readonly Value[]): Value {
  let best = options[0] as Value;
  let least = Number.POSITIVE_INFINITY;
  for (const option of options) {
    if (option.kind === "none") continue;
    const size = knownSize(evaluator, option, 0);
    if (size < least) {
      best = option;
      least = size;
    }
  }
  return best;
}

function knownSize(evaluator: Evaluator, value: Value, depth: number): number {
  if (depth > 6) return 0;
  if (value.kind === "list")
    return value.items.reduce((sum, item) => sum + knownSize(evaluator, item.value, depth + 1), 0);
  if (value.kind === "map")
    return [...value.entries.values()].reduce((sum, field) => sum + knownSize(evaluator, field.value, depth + 1), 0);
  const text = evaluator.text(value);
  return text.pieces.reduce((sum, piece) => sum + (piece.kind === "known" ? piece.text.length : 0), 0);
}

function part(role: Role, content: Content[], times: Times, value: Value): Part {
  return { role, content, times, origin: value.origin };
}

/** How often something stands there that repeats within something that repeats. */
export function product(a: Times, b: Times): Times {
  const result: Times = { min: a.min * b.min };
  if (a.max !== undefined && b.max !== undefined) result.max = a.max * b.max;
  const over = [a, b].filter((times) => times.max !== 1 && times.over).map((times) => times.over);
  if (over.length > 0) result.over = over.join(" × ");
  return result;
}
