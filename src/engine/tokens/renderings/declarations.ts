import { isObject, type Json, runs, type ToolShape } from "../request";
import {
  definitionsOf,
  jsonOf,
  listOf,
  mark,
  type Rendering,
  resolved,
  type Schema,
  schemaOf,
  textOf,
  wordOf,
} from "./rendering";

/**
 * Tools as declarations of names and values, each string between two marks: the template of FunctionGemma, which Gemini 3 is billed by.
 * https://ai.google.dev/gemma/docs/functiongemma/formatting-and-best-practices
 */
export const declarations: Rendering = {
  tools: (tools) => tools.map(declaration).join(""),
  call: (name, args) => `${mark}call:${name}${written(jsonOf(args) ?? args, 0)}${mark}`,
  result: (text, name) => `${mark}response:${name ?? ""}${written(jsonOf(text) ?? { value: text }, 0)}${mark}`,
};

const depthLimit = 12;
const quoted = (text: string): string => `${mark}${text}${mark}`;

function declaration(tool: ToolShape): string {
  const description = runs(tool.description).join("");
  const parameters = schemaOf(tool.parameters);
  const answer = schemaOf(tool.response);
  const parts = description === "" ? [] : [`description:${quoted(description)}`];
  if (tool.parameters !== undefined)
    parts.push(`parameters:{${schemaText(parameters, definitionsOf(parameters), [])}}`);
  if (tool.response !== undefined) parts.push(`response:{${schemaText(answer, definitionsOf(answer), [])}}`);
  return `${mark}declaration:${tool.name}{${parts.join(",")}}${mark}`;
}

function schemaText(given: Schema, definitions: Schema, above: readonly Schema[]): string {
  const schema = resolved(given, definitions);
  if (above.length > depthLimit || above.includes(schema)) return "";
  const inside = (json: Json) => `{${schemaText(schemaOf(json), definitions, [...above, schema])}}`;
  const parts: string[] = [];
  const description = textOf(schema.description);
  if (description !== "") parts.push(`description:${quoted(description)}`);
  const choices = listOf(schema.enum);
  if (choices.length > 0) parts.push(`enum:[${choices.map((each) => quoted(wordOf(each))).join(",")}]`);
  if (isObject(schema.items)) parts.push(`items:${inside(schema.items)}`);
  const properties = Object.entries(schemaOf(schema.properties));
  if (properties.length > 0) {
    const fields = properties.map(([name, json]) => `${name}:${inside(json)}`);
    parts.push(`properties:{${fields.join(",")}}`);
  }
  const required = listOf(schema.required);
  if (required.length > 0) parts.push(`required:[${required.map((each) => quoted(wordOf(each))).join(",")}]`);
  if (typeof schema.type === "string") parts.push(`type:${quoted(schema.type.toUpperCase())}`);
  return parts.join(",");
}

function written(json: Json, depth: number): string {
  if (typeof json === "string") return quoted(json);
  if (depth > depthLimit) return "";
  if (typeof json !== "object" || json === null) return String(json);
  if (Array.isArray(json)) return `[${json.map((each) => written(each, depth + 1)).join(",")}]`;
  return `{${Object.entries(json)
    .map(([key, value]) => `${key}:${written(value, depth + 1)}`)
    .join(",")}}`;
}
