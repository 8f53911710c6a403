import type { Argument, AssignStatement, ClassNode, Expr, Param, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { ClassValue, MapValue, Origin, Value } from "../values/value";
import { booleanOf, listOf, mapOf, numberOf, text } from "./schema-values";
import { originOf } from "./slots";

const maxDepth = 8;
type Fields = [string, Value][];

/** Where an annotation stands, so that the names in it can be looked up. */
interface Context {
  evaluator: Evaluator;
  program: Program;
  origin: Origin;
  depth: number;
}

/** The schema of a pydantic model, a dataclass, a TypedDict or an enum, as pydantic writes it, with nested models in place. */
export function classSchema(evaluator: Evaluator, { node, program }: ClassValue, depth = 0): MapValue {
  const origin = originOf(program, node);
  const cases = enumCases(evaluator, node, program);
  if (cases) return mapOf([...enumFields(cases, origin), ["title", text(node.name ?? "", origin)]], origin);
  const properties: Fields = [];
  const required: Value[] = [];
  for (const [name, field, home] of allFields(evaluator, node, program, depth)) {
    const at: Context = { evaluator, program: home, origin: originOf(home, field), depth: depth + 1 };
    const own = annotated(at, field.type ?? "", field.value);
    if (!hasOwnTitle(own)) own.push(["title", text(titleOf(name), at.origin)]);
    properties.push([name, mapOf(own, at.origin)]);
    if (!field.value || isRequired(field.value)) required.push(text(name, at.origin));
  }
  const fields: Fields = [["title", text(node.name ?? "", origin)]];
  if (node.doc) fields.push(["description", text(node.doc, origin)]);
  fields.push(["type", text("object", origin)], ["properties", mapOf(properties, origin)]);
  if (required.length > 0) fields.push(["required", listOf(required, origin)]);
  if (forbidsMore(node)) fields.push(["additionalProperties", booleanOf(false, origin)]);
  return mapOf(fields, origin);
}

/** The parameters of a function that is used as a tool. */
export function parametersOf(
  evaluator: Evaluator,
  params: readonly Param[],
  program: Program,
  origin: Origin,
): MapValue {
  const properties: Fields = [];
  const required: Value[] = [];
  for (const param of params) {
    if (param.target.kind !== "name" || /^(self|cls|ctx|context)$/.test(param.target.name)) continue;
    if (param.kind === "rest" || param.kind === "named-rest") continue;
    const at: Context = { evaluator, program, origin: originOf(program, param), depth: 1 };
    properties.push([param.target.name, mapOf(annotated(at, param.type ?? "", param.default), at.origin)]);
    if (!param.default) required.push(text(param.target.name, at.origin));
  }
  const fields: Fields = [
    ["type", text("object", origin)],
    ["properties", mapOf(properties, origin)],
  ];
  if (required.length > 0) fields.push(["required", listOf(required, origin)]);
  return mapOf(fields, origin);
}

/** A model or an enum has the title of its class, and lends it to a field that may be one or null. */
function hasOwnTitle(fields: Fields): boolean {
  if (fields.some(([key]) => key === "title")) return true;
  const options = fields.find(([key]) => key === "anyOf")?.[1];
  if (options?.kind !== "list" || options.items.length !== 2) return false;
  const [first, second] = options.items.map(({ value }) => (value.kind === "map" ? value.entries : undefined));
  return first?.has("title") === true && knownType(second?.get("type")?.value) === "null";
}

/** The schema of a type that stands where a schema is asked for: `list[Recipe]`, `Answer | None`, `bool`. */
export function annotationSchema(evaluator: Evaluator, node: Expr, program: Program): MapValue | undefined {
  if (program.language !== "python" || !/^(index|name|member|binary)$/.test(node.kind)) return undefined;
  const origin = originOf(program, node);
  const fields = typeFields(program.text.slice(node.start, node.end), { evaluator, program, origin, depth: 0 });
  return fields.length > 0 ? mapOf(fields, origin) : undefined;
}

/** `first_name` → `First Name` */
const titleOf = (name: string): string =>
  name
    .split("_")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ")
    .trim();

function allFields(
  evaluator: Evaluator,
  node: ClassNode,
  program: Program,
  depth: number,
): [string, AssignStatement, Program][] {
  const inherited = depth < maxDepth ? node.bases.flatMap((base) => classFields(evaluator, base, program)) : [];
  return [...inherited, ...ownFields(node, program)];
}

function classFields(evaluator: Evaluator, base: Expr, program: Program): [string, AssignStatement, Program][] {
  const value = evaluator.evaluate(base, { program });
  return value.kind === "class" ? ownFields(value.node, value.program) : [];
}

function ownFields(node: ClassNode, program: Program): [string, AssignStatement, Program][] {
  return node.body.flatMap((statement) =>
    statement.kind === "assign" &&
    statement.target.kind === "name" &&
    statement.type !== undefined &&
    !/^ClassVar\b/.test(statement.type) &&
    statement.target.name !== "model_config"
      ? [[statement.target.name, statement, program] as [string, AssignStatement, Program]]
      : [],
  );
}

/** `model_config = ConfigDict(extra="forbid")` */
function forbidsMore(node: ClassNode): boolean {
  return node.body.some((statement) => {
    if (statement.kind !== "assign" || statement.target.kind !== "name" || statement.target.name !== "model_config")
      return false;
    const config = statement.value;
    const extra = config?.kind === "call" ? config.args.find(({ name }) => name === "extra")?.value : undefined;
    return extra?.kind === "string" && extra.parts[0]?.kind === "text" && extra.parts[0].text === "forbid";
  });
}

const enumBases = new Set(["Enum", "StrEnum", "IntEnum"]);
const lastName = (expr: Expr): string =>
  expr.kind === "name" ? expr.name : expr.kind === "member" ? expr.property : "";

/** The values of an enum class; undefined for any other class. */
function enumCases(evaluator: Evaluator, node: ClassNode, program: Program): Value[] | undefined {
  if (!node.bases.some((base) => enumBases.has(lastName(base)))) return undefined;
  return node.body.flatMap((statement) =>
    statement.kind === "assign" && statement.target.kind === "name" && statement.value && statement.type === undefined
      ? [evaluator.evaluate(statement.value, { program })]
      : [],
  );
}

function enumFields(cases: readonly Value[], origin: Origin): Fields {
  const numbers = cases.length > 0 && cases.every(({ kind }) => kind === "number");
  const only = cases.length === 1 ? cases[0] : undefined;
  return [
    only ? ["const", only] : ["enum", listOf(cases, origin)],
    ["type", text(numbers ? "integer" : "string", origin)],
  ];
}

function isRequired(value: Expr): boolean {
  if (value.kind !== "call") return false;
  const first = value.args[0];
  const hasDefault = value.args.some((argument) => argument.name === "default" || argument.name === "default_factory");
  return !hasDefault && (first?.kind !== "positional" || isEllipsis(first.value));
}
const isEllipsis = (value: Expr): boolean => value.kind === "opaque" && value.end - value.start === 3;

/** Constraints of `Field(…)` by the names that JSON schema has for them. */
const constraints: Record<string, { text?: string; list?: string; number?: string }> = {
  ge: { number: "minimum" },
  le: { number: "maximum" },
  gt: { number: "exclusiveMinimum" },
  lt: { number: "exclusiveMaximum" },
  min_length: { text: "minLength", list: "minItems" },
  max_length: { text: "maxLength", list: "maxItems" },
  pattern: { text: "pattern" },
};

/** An annotated field or parameter: its type as far as the annotation shows it, its constraints, description and default. */
function annotated(at: Context, type: string, value: Expr | undefined): Fields {
  const fields = typeFields(type.trim(), at);
  if (value === undefined) return fields;
  const isField = value.kind === "call" && /Field$/.test(lastName(value.callee));
  const args = isField && value.kind === "call" ? value.args : [];
  const of = fields.find(([key]) => key === "type")?.[1];
  const form = knownType(of) === "array" ? "list" : knownType(of) === "string" ? "text" : "number";
  for (const argument of args) {
    const read = () => at.evaluator.evaluate(argument.value, { program: at.program });
    if (argument.name === "description" || argument.name === "desc")
      fields.push(["description", at.evaluator.text(read())]);
    const key = argument.name === undefined ? undefined : constraints[argument.name]?.[form];
    if (key) fields.push([key, read()]);
  }
  const preset = isField ? presetOf(args) : value;
  const known = preset && at.evaluator.evaluate(preset, { program: at.program });
  if (known && isPlain(known)) fields.push(["default", known]);
  return fields;
}

function presetOf(args: readonly Argument[]): Expr | undefined {
  const named = args.find(({ name }) => name === "default")?.value;
  const first = args[0];
  return named ?? (first?.kind === "positional" && !isEllipsis(first.value) ? first.value : undefined);
}

const isPlain = ({ kind }: Value): boolean =>
  kind === "text" || kind === "number" || kind === "boolean" || kind === "none";
const knownType = (value: Value | undefined): string | undefined =>
  value?.kind === "text" && value.pieces[0]?.kind === "known" ? value.pieces[0].text : undefined;

const annotations: Record<string, string> = {
  str: "string",
  string: "string",
  int: "integer",
  float: "number",
  Decimal: "number",
  number: "number",
  bool: "boolean",
  boolean: "boolean",
  datetime: "string",
  date: "string",
  UUID: "string",
  HttpUrl: "string",
  None: "null",
};
const lists = /^(list|List|set|Set|frozenset|Sequence|Iterable|tuple|Tuple)$/;
const maps = /^(dict|Dict|Mapping|MutableMapping)$/;
const transparent = /^(Required|NotRequired|ReadOnly|Final|Partial)$/;

function typeFields(written: string, at: Context): Fields {
  const type = written.replace(/^["'](.*)["']$/s, "$1").trim();
  if (at.depth > maxDepth) return [];
  const inside: Context = { ...at, depth: at.depth + 1 };
  const alternatives = split(type, "|");
  if (alternatives.length > 1) return unionFields(alternatives, inside);
  const open = type.indexOf("[");
  const head = (open < 0 ? type : type.slice(0, open)).trim().split(".").pop()!;
  const args = open < 0 ? [] : split(type.slice(open + 1, type.lastIndexOf("]")), ",");
  if (head === "Optional") return unionFields([args[0] ?? "", "None"], inside);
  if (head === "Union") return unionFields(args, inside);
  if (transparent.test(head)) return typeFields(args[0] ?? "", inside);
  if (head === "Annotated") return [...typeFields(args[0] ?? "", inside), ...noted(args.slice(1), at.origin)];
  if (head === "Literal") return literalFields(args, at.origin);
  if (lists.test(head)) {
    const items: Fields = args[0] ? [["items", mapOf(typeFields(args[0], inside), at.origin)]] : [];
    return [...items, ["type", text("array", at.origin)]];
  }
  if (maps.test(head)) {
    const values = args[1] && !/^(Any|object)$/.test(args[1]) ? typeFields(args[1], inside) : [];
    const more: Value = values.length > 0 ? mapOf(values, at.origin) : booleanOf(true, at.origin);
    return [
      ["additionalProperties", more],
      ["type", text("object", at.origin)],
    ];
  }
  const simple = Object.hasOwn(annotations, head) ? annotations[head] : undefined;
  if (simple) return [["type", text(simple, at.origin)]];
  return /^\w+$/.test(head) ? namedFields(head, inside) : [];
}

/** A model, an enum, or another name for a type. */
function namedFields(name: string, at: Context): Fields {
  const { start, end } = at.origin;
  const value = at.evaluator.evaluate({ kind: "name", name, start, end }, { program: at.program });
  if (value.kind !== "class") return [];
  const schema = classSchema(at.evaluator, value, at.depth);
  return [...schema.entries].map(([key, field]) => [key, field.value]);
}

function unionFields(types: readonly string[], at: Context): Fields {
  const options = types.map((type) => mapOf(typeFields(type, at), at.origin));
  return options.length === 1
    ? [...options[0]!.entries].map(([key, field]) => [key, field.value])
    : [["anyOf", listOf(options, at.origin)]];
}

/** What `Annotated[str, Field(description="…")]` or `Annotated[str, "…"]` says beside the type. */
function noted(notes: readonly string[], origin: Origin): Fields {
  for (const note of notes) {
    const described = note.match(/^(?:\w+\(.*?\bdesc(?:ription)?\s*=\s*)?(["'])((?:\\.|(?!\1).)*)\1/s);
    if (described) return [["description", text(described[2]!.replace(/\\(["'\\])/g, "$1"), origin)]];
  }
  return [];
}

function literalFields(args: readonly string[], origin: Origin): Fields {
  const values = args.map((arg): Value => {
    if (/^-?\d+$/.test(arg)) return numberOf(Number(arg), origin);
    return text(arg.replace(/^["']|["']$/g, ""), origin);
  });
  return enumFields(values, origin);
}

/** Parts of an annotation between separators that stand outside of brackets and quotes. */
function split(type: string, separator: "|" | ","): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let i = 0; i < type.length; i++) {
    const char = type[i]!;
    if (quote) {
      if (char === "\\") i++;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if ("[({".includes(char)) depth++;
    else if ("])}".includes(char)) depth--;
    else if (char === separator && depth === 0) {
      parts.push(type.slice(from, i).trim());
      from = i + 1;
    }
  }
  parts.push(type.slice(from).trim());
  return parts.filter((part) => part !== "");
}
