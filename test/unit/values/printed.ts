import { callSites } from "../../../src/engine/syntax/call-sites";
import { createParsers, languageOf } from "../../../src/engine/syntax/index";
import type { Expr, Program } from "../../../src/engine/syntax/program";
import type { Evaluator, Sources } from "../../../src/engine/values/evaluator";
import { createEvaluator } from "../../../src/engine/values/index";
import type { Hole, TextValue, Times, Value } from "../../../src/engine/values/value";
import { memoryHost } from "../host";

const parsers = createParsers(memoryHost());

export interface Workspace {
  sources: Sources;
  evaluator: Evaluator;
  /** the argument of the one call of `see(…)` in a file */
  seen(path: string): { expr: Expr; program: Program };
}

/** A workspace in memory at `/w`. */
export async function workspace(files: Record<string, string>): Promise<Workspace> {
  const { parse } = await parsers;
  const programs = new Map<string, Program>();
  const text = (path: string) => files[path.replace(/^\/w\//, "")];
  const program = (path: string) => {
    let made = programs.get(path);
    const source = text(path);
    if (!made && source !== undefined && languageOf(path)) {
      made = parse(path, source);
      programs.set(path, made);
    }
    return made;
  };
  const sources: Sources = {
    program,
    text,
    unparsed: text,
    exists: (path) => text(path) !== undefined,
    entries: (path) => {
      const inside = Object.keys(files)
        .map((name) => `/w/${name}`)
        .filter((name) => name.startsWith(`${path}/`));
      return [...new Set(inside.map((name) => name.slice(path.length + 1).split("/")[0] as string))].sort();
    },
    folders: ["/w"],
    *candidates() {
      for (const name of Object.keys(files)) {
        const found = program(`/w/${name}`);
        if (found) yield found;
      }
    },
  };
  return {
    sources,
    evaluator: createEvaluator(sources),
    seen(path) {
      const at = program(`/w/${path}`) as Program;
      const site = callSites(at).find(({ call }) => call.callee.kind === "name" && call.callee.name === "see");
      const expr = site?.call.args[0]?.value;
      if (!expr) throw new Error(`no see(…) in ${path}`);
      return { expr, program: at };
    },
  };
}

/** A value on one line: text plain, holes as `⟨name⟩`, everything else in the obvious way. */
export function print(value: Value): string {
  switch (value.kind) {
    case "text":
      return printText(value);
    case "number":
      return value.min === value.max ? `#${value.min}` : `#${value.min}..${value.max}`;
    case "boolean":
      return String(value.value);
    case "none":
      return "none";
    case "list":
      return `[${value.items.map((item) => print(item.value) + printTimes(item.times)).join(", ")}]`;
    case "map": {
      const fields = [...value.entries].map(([key, field]) => `${key}: ${print(field.value)}`);
      if (value.open) fields.push(`…${printHole(value.open)}`);
      return `{${fields.join(", ")}}`;
    }
    case "choice":
      return `(${value.options.map(print).join(value.how === "fallback" ? " ?? " : " | ")})`;
    case "function":
      return `function ${value.node.name ?? ""}`.trim();
    case "class":
      return `class ${value.node.name ?? ""}`.trim();
    case "reference": {
      const root =
        value.root.kind === "unknown"
          ? printHole(value.root.hole)
          : value.root.kind === "module"
            ? `<${value.root.module}>`
            : `new ${value.root.class.node.name}`;
      const steps = value.steps.map((step) => {
        if (step.kind === "member") return `.${step.name}`;
        if (step.kind === "index") return "[]";
        return step.construct ? "(new)" : "()";
      });
      return root + steps.join("");
    }
  }
}

export function printText(text: TextValue): string {
  return text.pieces.map((piece) => (piece.kind === "known" ? piece.text : printHole(piece.hole))).join("");
}

function printHole(hole: Hole): string {
  let text = hole.name;
  if (hole.options) text += `=${hole.options.map(printText).join("|")}`;
  if (hole.item) text += `*${printText(hole.item)}`;
  if (hole.maxChars !== undefined) text += ` ≤${hole.maxChars}`;
  if (hole.maxItems !== undefined) text += ` ×${hole.maxItems}`;
  if (hole.varies) text += ` ~${hole.varies}`;
  return `⟨${text}⟩`;
}

function printTimes({ min, max, over }: Times): string {
  if (min === 1 && max === 1) return "";
  return `×${min === max ? min : `${min}..${max ?? ""}`}${over ? ` ${over}` : ""}`;
}

/** The other files that known text comes from, as ` @ file, file`. */
export function printedFrom(value: Value, home: string): string {
  const files = new Set<string>();
  const visit = (it: Value): void => {
    if (it.kind === "text") {
      for (const piece of it.pieces) if (piece.kind === "known") files.add(piece.origin.path);
    } else if (it.kind === "list") for (const item of it.items) visit(item.value);
    else if (it.kind === "map") for (const field of it.entries.values()) visit(field.value);
    else if (it.kind === "choice") for (const option of it.options) visit(option);
  };
  visit(value);
  files.delete(home);
  return files.size ? `\n@ ${[...files].map((file) => file.replace(/^\/w\//, "")).join(", ")}` : "";
}
