import { isObject, type Json, runs, type ToolShape } from "./request";
import { compactJson } from "./tool-json";

/**
 * Tool definitions as OpenAI's models see them: a TypeScript namespace. The rendering is read off measured requests;
 * see data/token-families.json for how often it meets the bill exactly.
 */
export function renderTools(tools: readonly ToolShape[]): string {
  const body = tools.map(renderTool).join("\n\n");
  return `# Tools\n\n## functions\n\nnamespace functions {\n\n${body}\n\n} // namespace functions`;
}

function renderTool(tool: ToolShape): string {
  const parameters = isObject(tool.parameters) ? tool.parameters : {};
  const description = runs(tool.description).join("");
  const lines = comments([description, text(parameters.title)], "");
  if (description === "" && lines.length > 0) lines.unshift("//");
  const properties = isObject(parameters.properties) ? parameters.properties : {};
  const definitions = parameters.$defs ?? parameters.definitions;
  const context: Context = { definitions: isObject(definitions) ? definitions : {}, depth: 0, budget: { left: 2000 } };
  const signature =
    Object.keys(properties).length === 0 ? "()" : `(_: ${renderObject(parameters, properties, "", context)})`;
  return [...lines, `type ${tool.name} = ${signature} => any;`].join("\n");
}

interface Context {
  definitions: { [key: string]: Json };
  depth: number;
  /** types that may still be written: definitions that refer to each other can grow without end */
  budget: { left: number };
}

const depthLimit = 12;
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Texts as comment lines, an empty comment between two. Blank lines stay, but for those at both ends of the whole. */
function comments(texts: string[], indent: string): string[] {
  const content = texts
    .filter((each) => each.trim() !== "")
    .join("\n\n")
    .trim();
  return content === "" ? [] : content.split("\n").map((line) => `${indent}// ${line.trim()}`.trimEnd());
}

function renderObject(
  schema: { [key: string]: Json },
  properties: { [key: string]: Json },
  indent: string,
  context: Context,
): string {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const entries = Object.entries(properties).map(([name, value]) => {
    const property = isObject(value) ? value : {};
    const notes = comments([text(property.title), text(property.description)], indent);
    const mark = required.includes(name) ? "" : "?";
    const type = renderType(property, indent, { ...context, depth: context.depth + 1 });
    const preset = property.default === undefined ? "" : ` // default: ${compactJson(property.default)}`;
    return { notes, line: `${name}${mark}: ${type}`, preset };
  });
  if (entries.every((entry) => entry.notes.length === 0 && entry.preset === "")) {
    return `{ ${entries.map((entry) => entry.line).join(", ")} }`;
  }
  const lines = entries.flatMap((entry) => [...entry.notes, `${indent}${entry.line},${entry.preset}`]);
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function renderType(schema: { [key: string]: Json }, indent: string, context: Context): string {
  if (context.depth > depthLimit || context.budget.left-- <= 0) return "any";
  const reference = text(schema.$ref).split("/").pop();
  if (reference) {
    const target = context.definitions[reference];
    return isObject(target) ? renderType(target, indent, { ...context, depth: context.depth + 1 }) : "any";
  }
  if (Array.isArray(schema.enum)) return schema.enum.map(compactJson).join(" | ");
  if (schema.const !== undefined) return compactJson(schema.const);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) {
    return alternatives
      .map((each) => renderType(isObject(each) ? each : {}, indent, { ...context, depth: context.depth + 1 }))
      .join(" | ");
  }
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => renderType({ ...schema, type }, indent, context)).join(" | ");
  }
  if (schema.type === "array") {
    const items = isObject(schema.items) ? schema.items : {};
    return `${renderType(items, indent, { ...context, depth: context.depth + 1 })}[]`;
  }
  if (schema.type === "object" || schema.properties) {
    const properties = isObject(schema.properties) ? schema.properties : {};
    return Object.keys(properties).length === 0 ? "object" : renderObject(schema, properties, indent, context);
  }
  return typeof schema.type === "string" ? schema.type : "any";
}
