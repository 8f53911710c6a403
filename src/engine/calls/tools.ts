import type { Evaluator } from "../values/evaluator";
import type { FunctionValue, Hole, MapValue, Value } from "../values/value";
import { bareMark, cacheMark, knownText } from "./content";
import type { Tool } from "./llm-call";
import { parametersOf } from "./python-schema";
import { toJsonSchema } from "./schema";
import { text } from "./schema-values";
import { asMap, lastCall, originOf } from "./slots";

export interface ToolReading {
  tools: Tool[];
  hole?: Hole;
}

/** Tools in any vendor's form: a list of definitions, a record by name, functions, classes. */
export function readTools(evaluator: Evaluator, value: Value, depth = 0): ToolReading {
  const reading: ToolReading = { tools: [] };
  if (depth > 5 || value.kind === "none") return reading;
  if (value.kind === "choice")
    return readTools(evaluator, value.options.find((option) => option.kind !== "none") ?? value, depth + 1);
  if (value.kind === "list") {
    for (const item of value.items) {
      const mark = bareMark(evaluator, item.value);
      const last = reading.tools.at(-1);
      if (mark) {
        if (last) last.breakpoint = mark;
        continue;
      }
      if (item.times.max === undefined) reading.hole ??= holeOf(evaluator, item.value);
      add(reading, readTool(evaluator, item.value, undefined, depth + 1));
    }
    return reading;
  }
  if (value.kind === "map") {
    if (isDefinition(value)) return readTool(evaluator, value, undefined, depth + 1);
    for (const [name, field] of value.entries) add(reading, readTool(evaluator, field.value, name, depth + 1));
    if (value.open) reading.hole ??= value.open;
    return reading;
  }
  return readTool(evaluator, value, undefined, depth + 1);
}

function add(to: ToolReading, more: ToolReading): void {
  to.tools.push(...more.tools);
  to.hole ??= more.hole;
}

function isDefinition(map: MapValue): boolean {
  return ["functionDeclarations", "function_declarations", "input_schema", "toolSpec", "function", "tools"].some(
    (key) => map.entries.has(key),
  );
}

function readTool(evaluator: Evaluator, value: Value, name: string | undefined, depth: number): ToolReading {
  if (depth > 6) return { tools: [] };
  if (value.kind === "list") return readTools(evaluator, value, depth);
  if (value.kind === "choice") {
    const option = value.options.find((candidate) => candidate.kind !== "none");
    return option ? readTool(evaluator, option, name, depth + 1) : { tools: [] };
  }
  if (value.kind === "function") return { tools: [functionTool(evaluator, value, name)] };
  if (value.kind === "class") {
    const tool: Tool = { name: name ?? value.node.name ?? "", origin: value.origin };
    if (value.node.doc) tool.description = text(value.node.doc, originOf(value.program, value.node));
    const parameters = toJsonSchema(evaluator, value)?.value;
    if (parameters) tool.parameters = parameters;
    return { tools: [tool] };
  }
  if (value.kind === "text") {
    const hosted = knownText(value);
    return hosted === undefined
      ? { tools: [], hole: holeOf(evaluator, value) }
      : { tools: [{ name: hosted, hosted, origin: value.origin }] };
  }
  if (value.kind === "reference") {
    const step = lastCall(value);
    const inner =
      step && (evaluator.argument(step, 0) ?? evaluator.argument(step, "fn") ?? evaluator.argument(step, "func"));
    // `tool(fn)`, `FunctionTool.from_defaults(fn=…)`, `pydantic_function_tool(Model)`
    if (inner && (inner.kind === "function" || inner.kind === "class")) {
      const options = evaluator.argument(step, 1);
      const described = options && definition(evaluator, options, name, value);
      const own = readTool(evaluator, inner, name, depth + 1);
      return described ? { tools: [described] } : own;
    }
  }
  const map = asMap(evaluator, value);
  if (!map) return { tools: [], hole: holeOf(evaluator, value) };
  const declared =
    map.entries.get("functionDeclarations") ?? map.entries.get("function_declarations") ?? map.entries.get("tools");
  if (declared) return readTools(evaluator, declared.value, depth + 1);
  const tool = definition(evaluator, map, name, value);
  return tool ? { tools: [tool] } : { tools: [], hole: holeOf(evaluator, value) };
}

function definition(evaluator: Evaluator, value: Value, key: string | undefined, whole: Value): Tool | undefined {
  const map = asMap(evaluator, value);
  if (!map) return undefined;
  const wrapped = map.entries.get("function") ?? map.entries.get("toolSpec") ?? map.entries.get("custom");
  const inner = (wrapped && asMap(evaluator, wrapped.value)) ?? map;
  const get = (...names: string[]) =>
    names.map((name) => inner.entries.get(name)?.value).find((found) => found !== undefined);
  const type = knownText(map.entries.get("type")?.value);
  const name = knownText(get("name", "id")) ?? key;
  const typed = get("parameters", "input_schema", "inputSchema", "schema", "args_schema");
  const schema = typed ?? get("parametersJsonSchema", "parameters_json_schema");
  if (schema === undefined && type !== undefined && type !== "function" && type !== "custom")
    return { name: name ?? type, hosted: type, origin: whole.origin };
  if (name === undefined) {
    const [first] = map.entries.keys();
    // Google's `{ googleSearch: {} }`
    return first !== undefined && map.entries.size === 1 && !wrapped
      ? { name: first, hosted: first, origin: whole.origin }
      : undefined;
  }
  const tool: Tool = { name, origin: whole.origin };
  const description = get("description");
  if (description && description.kind !== "none") tool.description = evaluator.text(description);
  const json = schema && (asMap(evaluator, schema)?.entries.get("json")?.value ?? schema);
  const parameters = json && toJsonSchema(evaluator, json)?.value;
  if (parameters) tool.parameters = parameters;
  if (schema && !typed) tool.free = true;
  const mark = cacheMark(evaluator, map);
  if (mark) tool.breakpoint = mark;
  return tool;
}

function functionTool(evaluator: Evaluator, fn: FunctionValue, name: string | undefined): Tool {
  const origin = originOf(fn.program, fn.node);
  const tool: Tool = { name: name ?? fn.node.name ?? "", origin };
  if (fn.node.doc) tool.description = text(fn.node.doc, origin);
  tool.parameters = parametersOf(evaluator, fn.node.params, fn.program, origin);
  return tool;
}

function holeOf(evaluator: Evaluator, value: Value): Hole {
  for (const piece of evaluator.text(value).pieces) if (piece.kind === "hole") return piece.hole;
  return { name: "tools", origin: value.origin, reason: "not understood" };
}
