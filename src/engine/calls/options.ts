import type { SlotKey } from "../sdks/sdk";
import type { Evaluator } from "../values/evaluator";
import type { NumberValue, Value } from "../values/value";
import { knownText } from "./content";
import type { CacheMark, Caching, CallOptions, OutputLimit, Part } from "./llm-call";
import type { ModelReading } from "./model-slot";
import { regionOf } from "./region";
import { asMap, fieldOf, type Reading, type Request } from "./slots";

type Read = (key: SlotKey) => Reading | undefined;

/** Whether the map may have keys that the code does not show. */
export function isOpen(value: Value): boolean {
  return value.kind !== "map" || value.open !== undefined;
}

export function outputOf(
  request: Request,
  cap: Reading | undefined,
  thinking: Reading | undefined,
  model: ModelReading,
): OutputLimit {
  const budget = thinking && numberOf(request.evaluator, thinking.value);
  const extra = budget ? { thinkingBudget: budget } : {};
  if (cap) {
    const number = numberOf(request.evaluator, cap.value);
    return number ? { cap: number, from: "call", ...extra } : { from: "unknown", ...extra };
  }
  if (model.outputCap) return { cap: model.outputCap, from: "call", ...extra };
  const standard = request.match.shape.defaults?.outputCap?.value;
  if (isOpen(request.map)) return { from: "unknown", ...extra };
  if (standard === undefined) return { from: "none", ...extra };
  return { cap: { kind: "number", min: standard, max: standard, origin: request.map.origin }, from: "sdk", ...extra };
}

export function numberOf(evaluator: Evaluator, value: Value): NumberValue | undefined {
  if (value.kind === "number") return value;
  if (value.kind === "choice") {
    const numbers = value.options.map((option) => numberOf(evaluator, option)).filter((number) => number !== undefined);
    const [first] = numbers;
    if (!first || (value.how === "either" && numbers.length < value.options.length)) return undefined;
    return { ...first, min: Math.min(...numbers.map((n) => n.min)), max: Math.max(...numbers.map((n) => n.max)) };
  }
  const text = knownText(value);
  if (text === undefined || !/^\d{1,12}$/.test(text.trim())) return undefined;
  const number = Number(text);
  return { kind: "number", min: number, max: number, origin: value.origin };
}

export function cachingOf(
  request: Request,
  parts: readonly Part[],
  toolMarks: readonly (CacheMark | undefined)[],
  automatic: Reading | undefined,
  key: Reading | undefined,
): Caching {
  const marks = toolMarks.filter((mark) => mark !== undefined);
  for (const part of parts) {
    if (part.breakpoint) marks.push(part.breakpoint);
    for (const content of part.content)
      if ("breakpoint" in content && content.breakpoint) marks.push(content.breakpoint);
  }
  const caching: Caching = { marks };
  if (automatic && automatic.value.kind !== "boolean") {
    const map = asMap(request.evaluator, automatic.value);
    const ttl = knownText(map?.entries.get("ttl")?.value);
    const origin = automatic.field?.entry ?? automatic.value.origin;
    caching.automatic = ttl ? { ttl, origin } : { origin };
  }
  if (key) caching.key = request.evaluator.text(key.value);
  return caching;
}

export function optionsOf(request: Request, read: Read): CallOptions {
  const { evaluator, match } = request;
  const options: CallOptions = {};
  const tier = knownText(read("tier")?.value);
  if (tier !== undefined) options.tier = tier;
  const region = regionOf(request, read);
  if (region !== undefined) options.region = region;
  const effort = knownText(read("effort")?.value);
  if (effort !== undefined) options.effort = effort;
  if (knownText(read("thinkingMode")?.value) === "adaptive") options.adaptiveThinking = true;
  const schema = read("schema")?.value;
  if (schema?.kind === "map" && knownText(schema.entries.get("type")?.value) === "json_object")
    options.jsonObject = true;
  const choice = read("toolChoice")?.value;
  if (choice) {
    const name = knownText(choice) ?? knownText(fieldOf(evaluator, choice, "type")?.value);
    if (name !== undefined) options.toolChoice = name;
  }
  const stream = read("stream")?.value;
  if (match.shape.stream || (stream?.kind === "boolean" && stream.value)) options.stream = true;
  if (match.shape.batch) options.batch = true;
  const temperature = read("temperature");
  const degrees = temperature && numberOf(evaluator, temperature.value);
  if (degrees) options.temperature = degrees;
  const n = read("n");
  const samples = n && numberOf(evaluator, n.value);
  if (samples) options.n = samples;
  const stop = read("stop");
  if (stop) options.stop = stop.value;
  const steps = stepsOf(request, read);
  if (steps) options.maxSteps = steps;
  return options;
}

export function stepsOf(request: Request, read: Read): NumberValue | undefined {
  const written = read("steps");
  const number = written && numberOf(request.evaluator, written.value);
  if (number) return number;
  const standard = request.match.shape.defaults?.steps?.value;
  return standard === undefined
    ? undefined
    : { kind: "number", min: standard, max: standard, origin: request.map.origin };
}
