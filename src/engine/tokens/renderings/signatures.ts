import { runs, type ToolShape } from "../request";
import { compactJson } from "../tool-json";
import { definitionsOf, listOf, mark, type Rendering, resolved, type Schema, schemaOf, textOf } from "./rendering";

/**
 * Tools as Python functions, and the objects in their arguments as data classes: what Gemini 2.5 is billed for. Read off measured
 * requests; see data/token-families.json for how often it meets the bill.
 */
export const signatures: Rendering = {
  tools: (tools) => tools.map(renderFunction).join(""),
};

interface Context {
  definitions: Schema;
  /** the classes written so far, in the order in which they are needed */
  classes: string[];
  /** the schemas around this one: one inside itself is not written again */
  above: readonly Schema[];
  /** classes that may still be written */
  budget: { left: number };
}

const depthLimit = 12;
/** tokens around each function: not known what they are, but that they are three */
const around = 3;

function renderFunction(tool: ToolShape): string {
  const parameters = schemaOf(tool.parameters);
  const context: Context = { definitions: definitionsOf(parameters), classes: [], above: [], budget: { left: 200 } };
  const name = camel(tool.name);
  const fields = fieldsOf(parameters, name, context);
  const list = fields.map(({ line }) => `\n    ${line}`).join(",");
  const answer = schemaOf(tool.response);
  const returns =
    tool.response === undefined
      ? "dict"
      : typeOf(answer, `${name}Response`, { ...context, definitions: definitionsOf(answer) });
  const head = `def ${tool.name}(${list}) -> ${returns}:`;
  const body = docstring(runs(tool.description).join(""), "Args", fields);
  return `${context.classes.map((each) => `${each}\n\n\n`).join("")}${head}\n${body}${mark.repeat(around)}`;
}

interface Field {
  name: string;
  description: string;
  line: string;
}

function fieldsOf(schema: Schema, owner: string, context: Context): Field[] {
  const required = listOf(schema.required);
  return Object.entries(schemaOf(schema.properties)).map(([name, json]) => {
    const property = schemaOf(json);
    const type = typeOf(property, `${owner}${camel(name)}`, context);
    const optional = required.includes(name) ? "" : " | None = None";
    return { name, description: textOf(property.description), line: `${name}: ${type}${optional}` };
  });
}

function docstring(description: string, heading: string, fields: readonly Field[]): string {
  const lines = fields.map((field) => `\n    ${field.name}: ${field.description}`).join("");
  return `  """${description}\n\n  ${heading}:${lines}\n  """`;
}

const plain = new Map(
  Object.entries({ string: "str", integer: "int", number: "float", boolean: "bool", null: "None" }),
);

function typeOf(given: Schema, name: string, context: Context): string {
  const schema = resolved(given, context.definitions);
  if (context.above.length > depthLimit || context.above.includes(schema)) return "Any";
  const inside = { ...context, above: [...context.above, schema] };
  const choices = listOf(schema.enum);
  if (choices.length > 0) return `Literal[${choices.map(compactJson).join(", ")}]`;
  const either = listOf(schema.anyOf ?? schema.any_of ?? schema.oneOf);
  if (either.length > 0) return either.map((each) => typeOf(schemaOf(each), name, inside)).join(" | ");
  if (Array.isArray(schema.type))
    return schema.type.map((type) => plain.get(textOf(type).toLowerCase()) ?? "Any").join(" | ");
  const type = textOf(schema.type).toLowerCase();
  if (type === "array") return `list[${typeOf(schemaOf(schema.items), name, inside)}]`;
  if (Object.keys(schemaOf(schema.properties)).length > 0) return classOf(schema, name, inside);
  return plain.get(type) ?? (type === "object" ? "dict[str, Any]" : "Any");
}

function classOf(schema: Schema, name: string, context: Context): string {
  if (context.budget.left-- <= 0) return "Any";
  const fields = fieldsOf(schema, name, context);
  const lines = fields.map((field) => `\n  ${field.line}`).join("");
  const doc = docstring(textOf(schema.description), "Attributes", fields);
  context.classes.push(`@dataclasses.dataclass(kw_only=True)\nclass ${name}:\n${doc}${lines}`);
  return name;
}

const camel = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
