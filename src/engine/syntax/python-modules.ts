import type { ImportStatement, Statement } from "./program";
import type { Tree } from "./tree";
import { childIn, childOfKind, childrenIn, kindOf, spanOf, textOf } from "./tree";

type Names = ImportStatement["names"];

const dotted = (t: Tree, node: number): string => textOf(t, node).replace(/\s+/g, "");

/** `import a.b as c, d` is one statement a module; `from m import a, b` is one. */
export function lowerImport(t: Tree, node: number, into: Statement[]): void {
  if (kindOf(t, node) === "import_from_statement") lowerFrom(t, node, into);
  else for (const each of childrenIn(t, node, "name")) into.push(lowerModule(t, node, each));
}

function lowerModule(t: Tree, node: number, each: number): ImportStatement {
  const name = kindOf(t, each) === "aliased_import" ? childIn(t, each, "name") : each;
  const alias = childIn(t, each, "alias");
  const module = name < 0 ? "" : dotted(t, name);
  const span = spanOf(t, each);
  const names: Names = [];
  if (alias >= 0) names.push({ imported: "*", local: textOf(t, alias), span });
  else {
    const first = module.split(".", 1)[0]!;
    names.push({ imported: "*", local: first, ...(first !== module && { path: module }), span });
  }
  return { kind: "import", module, names, ...spanOf(t, node) };
}

function lowerFrom(t: Tree, node: number, into: Statement[]): void {
  const source = childIn(t, node, "module_name");
  if (source < 0) return;
  const names: Names = [];
  const wildcard = childOfKind(t, node, "wildcard_import");
  if (wildcard >= 0) names.push({ imported: "*", local: "*", span: spanOf(t, wildcard) });
  for (const each of childrenIn(t, node, "name")) {
    const name = kindOf(t, each) === "aliased_import" ? childIn(t, each, "name") : each;
    if (name < 0) continue;
    const alias = childIn(t, each, "alias");
    const imported = dotted(t, name);
    names.push({ imported, local: alias < 0 ? imported : textOf(t, alias), span: spanOf(t, each) });
  }
  into.push({ kind: "import", module: dotted(t, source), names, ...spanOf(t, node) });
}
