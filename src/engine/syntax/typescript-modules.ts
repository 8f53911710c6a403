import { lowerStatement } from "./lower-typescript";
import { nameAt } from "./lowering";
import type { ExportStatement, ImportStatement, Statement } from "./program";
import type { Tree } from "./tree";
import {
  childIn,
  childOfKind,
  childrenIn,
  firstNamed,
  hasChild,
  isNamed,
  kindOf,
  namedChildrenOf,
  spanOf,
  textOf,
} from "./tree";
import { lowerClass } from "./typescript-classes";
import { lowerExpression, stringValue } from "./typescript-expressions";

type Names = ImportStatement["names"];

/** `import …` in all its forms, `import x = require("m")`, and `import X = A.B`, which is an assignment. */
export function lowerImport(t: Tree, node: number, into: Statement[]): void {
  if (kindOf(t, node) === "import_alias") {
    const [name, value] = namedChildrenOf(t, node);
    if (name === undefined || value === undefined) return;
    into.push({
      kind: "assign",
      target: nameAt(t, name),
      operator: "=",
      value: lowerExpression(t, value),
      declaration: "const",
      ...spanOf(t, node),
    });
    return;
  }
  const required = childOfKind(t, node, "import_require_clause");
  const source = childIn(t, required < 0 ? node : required, "source");
  if (source < 0) return;
  const names: Names = [];
  if (required >= 0) {
    const name = firstNamed(t, required);
    if (name >= 0) names.push({ imported: "*", local: textOf(t, name), span: spanOf(t, name) });
  }
  const clause = childOfKind(t, node, "import_clause");
  if (clause >= 0) collectNames(t, clause, names);
  const typeOnly = hasChild(t, node, "type") || hasChild(t, node, "typeof");
  into.push({
    kind: "import",
    module: moduleText(t, source),
    names,
    ...(typeOnly && { typeOnly }),
    ...spanOf(t, node),
  });
}

function collectNames(t: Tree, clause: number, names: Names): void {
  for (const child of namedChildrenOf(t, clause)) {
    const kind = kindOf(t, child);
    if (kind === "identifier") names.push({ imported: "default", local: textOf(t, child), span: spanOf(t, child) });
    else if (kind === "namespace_import") {
      const name = firstNamed(t, child);
      if (name >= 0) names.push({ imported: "*", local: textOf(t, name), span: spanOf(t, child) });
    } else if (kind === "named_imports") {
      for (const each of namedChildrenOf(t, child)) {
        const name = childIn(t, each, "name");
        if (name < 0 || hasChild(t, each, "type")) continue;
        const alias = childIn(t, each, "alias");
        const imported = plainName(t, name);
        names.push({ imported, local: alias < 0 ? imported : textOf(t, alias), span: spanOf(t, each) });
      }
    }
  }
}

const moduleText = (t: Tree, node: number): string => plainName(t, node);

/** A name as written, or the inside of a quoted one. */
function plainName(t: Tree, node: number): string {
  if (kindOf(t, node) !== "string") return textOf(t, node);
  const [part] = stringValue(t, node).parts;
  return part?.kind === "text" ? part.text : "";
}

export function lowerExport(t: Tree, node: number, into: Statement[]): void {
  const span = spanOf(t, node);
  const byDefault = hasChild(t, node, "default");
  const declaration = childIn(t, node, "declaration");
  if (declaration >= 0) {
    lowerExportedDeclaration(t, node, declaration, byDefault, into);
    return;
  }
  const statement: ExportStatement = { kind: "export", names: [], ...span };
  const source = childIn(t, node, "source");
  if (source >= 0) statement.module = moduleText(t, source);
  const clause = childOfKind(t, node, "export_clause");
  const namespace = childOfKind(t, node, "namespace_export");
  const value = childIn(t, node, "value");
  if (clause >= 0) {
    for (const each of namedChildrenOf(t, clause)) {
      const name = childIn(t, each, "name");
      if (name < 0 || hasChild(t, each, "type")) continue;
      const alias = childIn(t, each, "alias");
      const local = plainName(t, name);
      statement.names.push({ local, exported: alias < 0 ? local : plainName(t, alias) });
    }
  } else if (namespace >= 0) {
    const name = firstNamed(t, namespace);
    if (name >= 0) statement.names.push({ local: "*", exported: plainName(t, name) });
  } else if (hasChild(t, node, "*")) statement.names.push({ local: "*", exported: "*" });
  else if (value >= 0) {
    statement.default = exportedValue(t, node, value);
  } else if (hasChild(t, node, "=")) {
    const assigned = firstNamed(t, node);
    if (assigned >= 0) statement.default = lowerExpression(t, assigned);
  }
  into.push(statement);
}

function exportedValue(t: Tree, node: number, value: number) {
  if (kindOf(t, value) === "class") return lowerClass(t, value, childrenIn(t, node, "decorator"));
  return lowerExpression(t, value);
}

function lowerExportedDeclaration(
  t: Tree,
  node: number,
  declaration: number,
  byDefault: boolean,
  into: Statement[],
): void {
  const flags = byDefault ? { exported: true, exportedDefault: true } : { exported: true };
  const span = spanOf(t, node);
  const kind = kindOf(t, declaration);
  if (kind === "class_declaration" || kind === "abstract_class_declaration") {
    const decorators = childrenIn(t, node, "decorator");
    into.push({ kind: "class-statement", class: lowerClass(t, declaration, decorators), ...flags, ...span });
    return;
  }
  const statements: Statement[] = [];
  if (isNamed(t, declaration)) lowerStatement(t, declaration, statements);
  for (const each of statements) {
    if (each.kind === "assign") each.exported = true;
    else if (each.kind === "function-statement") Object.assign(each, flags, span);
    into.push(each);
  }
}
