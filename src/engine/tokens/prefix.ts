import type { LlmCall } from "../calls/llm-call";
import { errorOf, type RequestCount, rangeOf, sum } from "./count-request";
import type { ContentShape, MessageShape, RequestShape } from "./request";
import { holesOf, holesOfContent, runs } from "./request";
import type { TokenCount } from "./token-count";

type Prefix = Pick<TokenCount, "stablePrefix" | "cachedPrefix">;

/**
 * What a cache could hold (up to the first hole) and what it will hold (up to the last breakpoint, or all that is stable
 * where the vendor caches by itself). Tools come first in every vendor's order, then the system prompt, then messages.
 */
export function countPrefix(request: RequestShape, counted: RequestCount, call: LlmCall): Prefix {
  const steps = stepsOf(request, counted);
  let stable = 0;
  let varied = false;
  let position = 0;
  let cached: number | undefined;
  for (const step of steps) {
    if (!varied) stable += step.lead;
    position += step.tokens;
    varied ||= step.varies;
    if (step.breakpoint) cached = position;
  }
  if (call.caching.automatic) cached = position;
  const error = errorOf(counted.family, request);
  const total = sum(counted.parts);
  const range = (tokens: number) =>
    rangeOf(tokens, { ...error, tokens: total > 0 ? (error.tokens * tokens) / total : 0 }, counted.family);
  const prefix: Prefix = { stablePrefix: range(stable) };
  if (cached !== undefined) prefix.cachedPrefix = range(cached);
  else if (automatic.test(request.target.route) && !explicitOnly.test(request.target.model))
    prefix.cachedPrefix = range(stable);
  return prefix;
}

/** routes that cache the longest common prefix without being asked */
const automatic = /^(openai|azure|google|vertex|deepseek|xai|mistral|groq|moonshot|zai|fireworks|openrouter)$/;
const explicitOnly = /claude/;

interface Step {
  tokens: number;
  /** tokens before the step's first hole */
  lead: number;
  varies: boolean;
  breakpoint: boolean;
}

function stepsOf(request: RequestShape, counted: RequestCount): Step[] {
  const { parts } = counted;
  const toolsVary =
    request.toolsHole !== undefined ||
    request.tools.some((tool) => tool.holes.length > 0 || holesOf(tool.description).length > 0);
  const tools: Step = {
    tokens: parts.tools,
    lead: toolsVary ? 0 : parts.tools,
    varies: toolsVary,
    breakpoint: request.tools.some((tool) => tool.breakpoint),
  };
  const isSystem = (message: MessageShape) => message.role === "system" || message.role === "developer";
  const indexed = request.messages.map((message, index) => ({ message, tokens: parts.messages[index]! }));
  const ordered = [
    ...indexed.filter(({ message }) => isSystem(message)),
    ...indexed.filter(({ message }) => !isSystem(message)),
  ];
  const steps = parts.tools > 0 || toolsVary ? [tools] : [];
  for (const { message, tokens } of ordered) steps.push(...messageSteps(message, tokens));
  return steps;
}

/** One step for each block, so that a breakpoint inside a message counts up to its own block. */
function messageSteps(message: MessageShape, tokens: number): Step[] {
  const sizes = message.content.map(sizeOf);
  const whole = sizes.reduce((all, each) => all + each.all, 0);
  const uncertain = message.grows === true || (message.times !== undefined && message.times.min !== message.times.max);
  const certain = message.times?.min ?? 1;
  const steps = message.content.map((content, index): Step => {
    const share = whole > 0 ? sizes[index]!.all / whole : 1 / sizes.length;
    const lead = sizes[index]!.all > 0 ? sizes[index]!.lead / sizes[index]!.all : 1;
    const varies = uncertain || content.kind === "media" || holesOfContent(content).length > 0;
    const size = tokens * share * certain;
    return {
      tokens: size,
      lead: uncertain ? 0 : holesOfContent(content).length > 0 ? size * lead : size,
      varies,
      breakpoint: content.breakpoint === true,
    };
  });
  const last = steps[steps.length - 1];
  if (last && message.breakpoint) last.breakpoint = true;
  return steps;
}

/** Known characters of a block, and those before its first hole. */
function sizeOf(content: ContentShape): { all: number; lead: number } {
  if (content.kind === "media") return { all: 0, lead: 0 };
  const pieces = content.kind === "call" ? [content.name, ...content.arguments] : content.text;
  const all = runs(pieces).reduce((sum, run) => sum + run.length, 0);
  let lead = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") break;
    lead += piece.length;
  }
  return { all, lead };
}
