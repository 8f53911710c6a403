import { isObject, type Json, runs, type ToolShape } from "./request";

const depthLimit = 40;

/** JSON with a blank behind each comma and colon, as Python and the templates of open models write it. */
export const spacedJson = (json: Json): string => written(json, " ", 0);

/** JSON without blanks. What is nested deeper than any real request is null: `JSON.stringify` would run out of stack. */
export const compactJson = (json: Json): string => written(json, "", 0);

function written(json: Json, blank: string, depth: number): string {
  if (depth > depthLimit || typeof json !== "object" || json === null)
    return JSON.stringify(depth > depthLimit ? null : json);
  if (Array.isArray(json)) return `[${json.map((each) => written(each, blank, depth + 1)).join(`,${blank}`)}]`;
  const fields = Object.entries(json).map(
    ([key, value]) => `${JSON.stringify(key)}:${blank}${written(value, blank, depth + 1)}`,
  );
  return `{${fields.join(`,${blank}`)}}`;
}

/** what Ollama knows of a tool's schema: https://github.com/ollama/ollama/blob/main/api/types.go (ToolFunction, ToolProperty) */
const known = new Set([
  "name",
  "description",
  "parameters",
  "type",
  "properties",
  "required",
  "items",
  "enum",
  "anyOf",
  "$defs",
]);

/** A tool with only what Ollama's own type of it holds. */
export const prunedTool = (json: Json): Json => pruned(json, 0);

function pruned(json: Json, depth: number): Json {
  if (!isObject(json) || depth > depthLimit) return json;
  const kept = Object.entries(json).filter(([key]) => known.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === "$defs") return [key, value];
      if (key !== "properties" || !isObject(value)) return [key, pruned(value, depth + 1)];
      return [key, Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pruned(each, depth + 1)]))];
    }),
  );
}

/** A tool in the plainest JSON form. */
export function toolJson(tool: ToolShape): Json {
  const description = runs(tool.description).join("");
  return {
    name: tool.name,
    ...(description ? { description } : {}),
    ...(tool.parameters === undefined ? {} : { parameters: tool.parameters }),
    ...(tool.response === undefined ? {} : { response: tool.response }),
  };
}
