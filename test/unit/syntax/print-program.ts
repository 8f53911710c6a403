import type {
  Argument,
  BranchArm,
  ClassNode,
  Expr,
  FunctionNode,
  MapEntry,
  Param,
  Pattern,
  Program,
  Spread,
  Statement,
  StringNode,
} from "../../../src/engine/syntax/program";

/** A program in a compact notation of its own, one statement a line: for tests to read and compare. */
export function printProgram(program: Program): string {
  return statements(program.body, "").join("\n");
}

const flagged = (flags: [unknown, string][]): string =>
  flags
    .filter(([set]) => set)
    .map(([, word]) => `${word} `)
    .join("");

function statements(body: Statement[], indent: string): string[] {
  return body.flatMap((each) => statement(each, indent));
}

const nest = (head: string, body: Statement[], indent: string): string[] => [
  `${indent}${head}`,
  ...statements(body, `${indent}  `),
];

function statement(node: Statement, indent: string): string[] {
  switch (node.kind) {
    case "assign": {
      const flags = flagged([
        [node.exported, "export"],
        [node.declaration, node.declaration ?? ""],
      ]);
      const type = node.type === undefined ? "" : `: ${node.type}`;
      const value = node.value ? ` ${node.operator} ${expr(node.value, indent)}` : "";
      return [`${indent}${flags}${pattern(node.target)}${type}${value}`];
    }
    case "import": {
      const names = node.names.map((n) => `${n.imported} as ${n.local}${n.path ? ` (${n.path})` : ""}`);
      return [`${indent}import ${node.typeOnly ? "type " : ""}${JSON.stringify(node.module)} {${names.join(", ")}}`];
    }
    case "export": {
      if (node.default) return [`${indent}export default ${expr(node.default, indent)}`];
      const names = node.names.map((n) => `${n.local} as ${n.exported}`).join(", ");
      return [`${indent}export {${names}}${node.module === undefined ? "" : ` from ${JSON.stringify(node.module)}`}`];
    }
    case "function-statement":
    case "class-statement": {
      const flags = flagged([
        [node.exported, "export"],
        [node.exportedDefault, "default"],
      ]);
      const inner = node.kind === "class-statement" ? klass(node.class, indent) : func(node.function, indent);
      return [`${indent}${flags}${inner}`];
    }
    case "return":
      return [`${indent}${node.how}${node.value ? ` ${expr(node.value, indent)}` : ""}`];
    case "loop": {
      const head =
        node.how === "for-each"
          ? `${node.target ? pattern(node.target) : "?"} of ${node.iterable ? expr(node.iterable, indent) : "?"}`
          : `${statements(node.init, "").join(", ")}; ${opt(node.test, indent)}; ${opt(node.update, indent)}`;
      return nest(`${node.how} (${head})`, node.body, indent);
    }
    case "branch":
      return [
        `${indent}${node.how}${node.subject ? ` (${expr(node.subject, indent)})` : ""}`,
        ...node.arms.flatMap((each) => arm(each, `${indent}  `)),
      ];
    case "block":
      return nest("block", node.body, indent);
    case "expression":
      return [`${indent}${expr(node.value, indent)}`];
  }
}

const opt = (node: Expr | undefined, indent: string): string => (node ? expr(node, indent) : "");

const arm = (node: BranchArm, indent: string): string[] =>
  nest(`${node.role}${node.test ? ` (${expr(node.test, indent)})` : ""}`, node.body, indent);

function body(list: Statement[], indent: string): string {
  return list.length === 0 ? "{}" : `{\n${statements(list, `${indent}  `).join("\n")}\n${indent}}`;
}

function func(node: FunctionNode, indent: string): string {
  const decorators = node.decorators.map((each) => `@${expr(each, indent)} `).join("");
  const doc = node.doc === undefined ? "" : `/*${JSON.stringify(node.doc)}*/ `;
  const words = flagged([
    [node.modifiers.length, node.modifiers.join(" ")],
    [node.async, "async"],
  ]);
  const star = node.generator ? "*" : "";
  return `${decorators}${doc}${words}fn${star} ${node.name ?? ""}(${node.params.map(param).join(", ")}) ${body(node.body, indent)}`;
}

const sigils = { normal: "", "keyword-only": "kw ", rest: "...", "named-rest": "**" };

function param(node: Param): string {
  const type = node.type === undefined ? "" : `: ${node.type}`;
  const value = node.default ? ` = ${expr(node.default, "")}` : "";
  return `${node.property ? "property " : ""}${sigils[node.kind]}${pattern(node.target)}${type}${value}`;
}

function klass(node: ClassNode, indent: string): string {
  const decorators = node.decorators.map((each) => `@${expr(each, indent)} `).join("");
  const doc = node.doc === undefined ? "" : `/*${JSON.stringify(node.doc)}*/ `;
  const bases = node.bases.map((each) => expr(each, indent)).join(", ");
  return `${decorators}${doc}class ${node.name ?? ""}(${bases}) ${body(node.body, indent)}`;
}

export function pattern(node: Pattern): string {
  if (node.kind === "list-pattern") {
    const items = node.items.map((each) => (each ? binding(each) : ""));
    if (node.rest) items.push(`...${pattern(node.rest)}`);
    return `[${items.join(", ")}]`;
  }
  if (node.kind === "map-pattern") {
    const entries = node.entries.map((each) => `${each.key}: ${binding(each)}`);
    if (node.rest) entries.push(`...${pattern(node.rest)}`);
    return `{${entries.join(", ")}}`;
  }
  return expr(node, "");
}

const binding = (each: { target: Pattern; default?: Expr }): string =>
  `${pattern(each.target)}${each.default ? ` = ${expr(each.default, "")}` : ""}`;

function string(node: StringNode, indent: string): string {
  const parts = node.parts.map((part) => {
    if (part.kind === "text") return JSON.stringify(part.text);
    return `\${${expr(part.value, indent)}${part.format === undefined ? "" : ` | ${part.format}`}}`;
  });
  return `${node.tag ? `${expr(node.tag, indent)}:` : ""}${node.bytes ? "b" : ""}${parts.join(" ") || '""'}`;
}

const argument = (node: Argument, indent: string): string => {
  const sigil = { positional: "", named: `${node.name}=`, spread: "...", "named-spread": "**" }[node.kind];
  return `${sigil}${expr(node.value, indent)}`;
};

const entry = (node: MapEntry | Spread, indent: string): string => {
  if (node.kind === "spread") return `...${expr(node.value, indent)}`;
  return node.shorthand ? `!${expr(node.value, indent)}` : `${expr(node.key, indent)}: ${expr(node.value, indent)}`;
};

const brackets = { list: "[]", tuple: "()", set: "<>" } as const;
const between = { conditional: ":", or: "||", and: "&&", nullish: "??" };

export function expr(node: Expr | Spread, indent: string): string {
  const e = (inner: Expr | Spread) => expr(inner, indent);
  switch (node.kind) {
    case "string":
      return string(node, indent);
    case "number":
    case "boolean":
      return String(node.value);
    case "none":
      return "none";
    case "list":
      return `${brackets[node.flavour][0]}${node.items.map(e).join(", ")}${brackets[node.flavour][1]}`;
    case "spread":
      return `...${e(node.value)}`;
    case "map":
      return `{${node.entries.map((each) => entry(each, indent)).join(", ")}}`;
    case "name":
      return node.name;
    case "member":
      return `${e(node.object)}.${node.property}`;
    case "index":
      return `${e(node.object)}[${e(node.index)}]`;
    case "slice":
      return `${e(node.object)}[${opt(node.from, indent)}:${opt(node.to, indent)}]`;
    case "call":
      return `${node.construct ? "new " : ""}${e(node.callee)}(${node.args.map((each) => argument(each, indent)).join(", ")})`;
    case "function":
      return func(node, indent);
    case "class":
      return klass(node, indent);
    case "binary":
      return `(${e(node.left)} ${node.operator} ${e(node.right)})`;
    case "unary":
      return `(${node.operator} ${e(node.operand)})`;
    case "choice":
      return `(${node.test ? `${e(node.test)} ? ` : ""}${node.options.map(e).join(` ${between[node.how]} `)})`;
    case "comprehension": {
      const loops = node.loops.map(
        (each) =>
          ` for ${pattern(each.target)} of ${e(each.iterable)}${each.conditions.map((c) => ` if ${e(c)}`).join("")}`,
      );
      return `${node.flavour}<${e(node.item)}${loops.join("")}>`;
    }
    case "await":
      return `await ${e(node.value)}`;
    case "assignment":
      return `(${pattern(node.target)} ${node.operator} ${e(node.value)})`;
    case "opaque":
      return `?${node.what}(${node.children.map(e).join(", ")})`;
  }
}
