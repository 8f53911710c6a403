import type { LlmCall } from "../../calls/llm-call";
import { requestText } from "../request-text";

/** Kinds of work that need no large model, by how prompts ask for them. */
const tasks: readonly [name: string, pattern: RegExp][] = [
  [
    "a yes-or-no answer",
    /\b(?:answer|respond|reply|return|output|say)\b[^.\n]{0,40}\b["'`]?(?:yes|true)["'`]?\s*(?:\/|or|,)\s*["'`]?(?:no|false)\b/i,
  ],
  [
    "classification",
    /\b(?:classif(?:y|ies|ier|ication)|categori[sz](?:e|es|ation)|sentiment|spam (?:or|filter|detect)|toxicity|moderat(?:e|ion)|label (?:the|this|each)|(?:determine|identify|detect) the (?:intent|language|category|topic|sentiment))\b/i,
  ],
  [
    "routing",
    /\b(?:rout(?:e|ing) (?:the|this|a|user|each|requests?|tickets?|quer)|which (?:department|queue|team|category|agent|tool|topic) )/i,
  ],
  [
    "extraction",
    /\b(?:extract (?:the|all|any|every|only|key|names?|dates?|emails?|entities|keywords?|information|data|fields?|structured)|(?:named )?entity (?:extraction|recognition)|keyword extraction|parse the (?:date|address|name|amount))/i,
  ],
  [
    "a selection",
    /\b(?:select|choose|pick)\b[^.\n]{0,60}\b(?:most relevant|best match|best fit|closest)\b[\s\S]{0,400}\b(?:indices|indexes|index|numbers?|ids?|names?)\b/i,
  ],
  [
    "a short title",
    /\b(?:generate|create|write|suggest|come up with|give)\b[^.\n]{0,30}\b(?:short|concise|brief)\b[^.\n]{0,30}\b(?:title|name|headline|subject line|slug|label)\b/i,
  ],
  [
    "short rewriting",
    /\b(?:rewrite|rephrase|fix the (?:grammar|spelling|typos)|correct the (?:grammar|spelling)|translate)\b[^.\n]{0,60}\b(?:sentence|title|phrase|query|word|line|subject|question)\b/i,
  ],
];

/** Says that the answer is short, when no cap does. */
const shortAnswer =
  /\b(?:(?:only|just|exactly|single|one)\s+(?:(?:a|the|one|single|with)\s+)*(?:word|label|category|number|letter|digit|token|name|class|sentence|json object|language code|intent|title|line|boolean|integer|score)|(?:respond|answer|reply|return|output)\b[^.\n]{0,30}\b(?:only|just|exactly|nothing else|single word|one word)|nothing else|no (?:other text|explanation|preamble|additional text|extra text)|one of (?:the following|these|:)|yes or no|true or false|(?:under|at most|max(?:imum)?(?: of)?|no more than|fewer than) (?:\d|ten|five|three|six)\d? words)\b/i;

/** Work that a smaller model is likely to do worse: the rule then says nothing. */
const hardWork =
  /\b(?:step[ -]by[ -]step|chain of thought|think (?:carefully|hard|deeply|through)|reason(?:ing)? (?:about|through|carefully|step)|explain (?:your|why|how|in detail)|in[ -]depth|comprehensive|detailed (?:analysis|report|explanation|summary)|thorough|write (?:the |a |an |some )?(?:code|function|program|script|test|essay|article|story|report|blog|component|sql|poem|email|plan)|generate (?:the |a |an |some )?(?:code|sql|function|report|plan|test|component|story)|(?:generate|create|write|come up with|brainstorm|invent|compose|draft) [^.\n]{0,40}\b(?:queries|questions|examples|cases|ideas|variations|samples|dialogues|conversations|scenarios)|refactor|debug|pull request|git diff|code review|diagnos|medical|legal|contract|clinical|proof|prove|math(?:ematical)? problem|financ|strategy|research|autonomous|agent)\b/i;

/** What simple work a request asks for, when it is sure to ask for that and nothing harder. */
export function simpleTask(call: LlmCall, options: { outputCap: number; promptChars: number }): string | undefined {
  if (!isPlain(call)) return undefined;
  const { text } = requestText(call);
  if (text.trim().length < 20 || text.length > options.promptChars || hardWork.test(text)) return undefined;
  const task = tasks.find(([, pattern]) => pattern.test(text))?.[0];
  if (!task) return undefined;
  const cap = call.output.cap;
  const small = cap !== undefined && cap.max <= options.outputCap;
  return small ||
    (shortAnswer.test(text) && (cap === undefined || cap.max <= 4 * options.outputCap)) ||
    isSmallSchema(call)
    ? task
    : undefined;
}

/** One turn, no images, at most one tool, no reasoning asked for. */
function isPlain(call: LlmCall): boolean {
  const { options, output } = call;
  const turns = call.parts.filter((part) => part.role === "user").length;
  return (
    call.toolsHole === undefined &&
    call.tools.length <= 1 &&
    !call.multiplicity.historyGrows &&
    !call.parts.some((part) => part.grows || part.role === "tool" || part.content.some((it) => it.kind !== "text")) &&
    turns <= 1 &&
    output.thinkingBudget === undefined &&
    options.maxSteps === undefined &&
    (options.effort === undefined || /^(?:none|minimal|low)$/.test(options.effort))
  );
}

/** A response schema with a handful of plain fields. */
function isSmallSchema(call: LlmCall): boolean {
  const properties = call.schema?.value?.entries.get("properties")?.value;
  if (properties?.kind !== "map" || properties.open || properties.entries.size === 0) return false;
  return properties.entries.size <= 3 && [...properties.entries.values()].every((field) => isPlainField(field.value));
}

function isPlainField(field: { kind: string }): boolean {
  const map = field as {
    kind: string;
    entries?: Map<string, { value: { kind: string; pieces?: { text?: string }[] } }>;
  };
  const type = map.kind === "map" ? map.entries?.get("type")?.value.pieces?.[0]?.text : undefined;
  return type !== undefined && ["string", "number", "integer", "boolean"].includes(type);
}
