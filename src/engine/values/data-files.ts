import { type Node, parseTree } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { ExternalCall } from "./externals";
import { readAt } from "./files";
import { known, knownText, LIMITS, listOf, mapOf, numberOf, ONCE, unknown } from "./make";
import type { Run } from "./run";
import { lastName } from "./scopes";
import type { ListItem, MapField, Origin, Value } from "./value";
import { nestsTooDeeply } from "./yaml-nesting";

const LARGEST = 1024 * 1024;
const DEEPEST = 40;

/** A JSON, YAML or TOML file as a value; undefined when there is none or it cannot be read. */
export function dataFile(run: Run, file: string): Value | undefined {
  if (run.data.has(file)) return run.data.get(file);
  run.dependencies.add(file);
  const text = run.sources.text(file);
  const value =
    text === undefined ? undefined : parseData(text, file, file.slice(file.lastIndexOf(".") + 1).toLowerCase());
  run.data.set(file, value);
  return value;
}

/** `format` is a file's extension; offsets of the result are those of the text. */
export function parseData(text: string, file: string, format: string): Value | undefined {
  if (text.length > LARGEST) return undefined;
  try {
    if (/^jsonc?5?$/.test(format)) {
      const tree = parseTree(text, [], { allowTrailingComma: true });
      return tree && fromJson(tree, file, 0);
    }
    if (/^ya?ml$/.test(format) && nestsTooDeeply(text)) return undefined;
    if (/^ya?ml$/.test(format)) return fromYaml(parseDocument(text, { logLevel: "silent" }).contents, file, 0);
    if (format === "toml") return fromPlain(parseToml(text), { path: file, start: 0, end: text.length }, 0);
  } catch {
    return undefined;
  }
  return undefined;
}

function fromJson(node: Node, file: string, depth: number): Value {
  const origin: Origin = { path: file, start: node.offset, end: node.offset + node.length };
  if (depth > DEEPEST) return unknown("…", "too deep", origin);
  switch (node.type) {
    case "object": {
      const entries = new Map<string, MapField>();
      for (const property of (node.children ?? []).slice(0, LIMITS.entries)) {
        const [key, value] = property.children ?? [];
        if (!key || !value) continue;
        const entry = { path: file, start: property.offset, end: property.offset + property.length };
        entries.set(String(key.value), { value: fromJson(value, file, depth + 1), entry });
      }
      return mapOf(entries, origin);
    }
    case "array": {
      const children = (node.children ?? []).slice(0, LIMITS.items + 1);
      return listOf(
        children.map((child) => ({ value: fromJson(child, file, depth + 1), times: ONCE })),
        origin,
      );
    }
    default:
      return scalar(node.value, origin);
  }
}

function scalar(value: unknown, origin: Origin): Value {
  if (typeof value === "string") return known(value, origin);
  if (typeof value === "number") return numberOf(value, origin);
  if (typeof value === "boolean") return { kind: "boolean", value, origin };
  if (typeof value === "bigint") return numberOf(Number(value), origin);
  return { kind: "none", origin };
}

/** Aliases are not followed: they could multiply a document without bound. */
function fromYaml(node: unknown, file: string, depth: number): Value {
  const range = (node as { range?: [number, number, number] } | null)?.range;
  const origin: Origin = { path: file, start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
  if (depth > DEEPEST) return unknown("…", "too deep", origin);
  if (isAlias(node)) return unknown(node.source, "not understood", origin);
  if (isScalar(node)) return scalar(node.value, origin);
  if (isSeq(node)) {
    const items = node.items.slice(0, LIMITS.items + 1);
    return listOf(
      items.map((item): ListItem => ({ value: fromYaml(item, file, depth + 1), times: ONCE })),
      origin,
    );
  }
  if (!isMap(node)) return { kind: "none", origin };
  const entries = new Map<string, MapField>();
  for (const pair of node.items.slice(0, LIMITS.entries)) {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    const value = fromYaml(pair.value, file, depth + 1);
    if (key !== undefined)
      entries.set(key, {
        value,
        entry: { ...value.origin, start: (pair.key as { range?: number[] }).range?.[0] ?? value.origin.start },
      });
  }
  return mapOf(entries, origin);
}

function fromPlain(value: unknown, origin: Origin, depth: number): Value {
  if (depth > DEEPEST) return unknown("…", "too deep", origin);
  if (Array.isArray(value)) {
    return listOf(
      value.slice(0, LIMITS.items + 1).map((item) => ({ value: fromPlain(item, origin, depth + 1), times: ONCE })),
      origin,
    );
  }
  if (value && typeof value === "object" && !(value instanceof Date)) {
    const fields = Object.entries(value).slice(0, LIMITS.entries);
    return mapOf(
      new Map(fields.map(([key, item]) => [key, { value: fromPlain(item, origin, depth + 1), entry: origin }])),
      origin,
    );
  }
  return scalar(value, origin);
}

/** `JSON.parse(text)`, `yaml.safe_load(file)` and their like on text or a file that is known. */
export function parsedData({ run, call, context, args, reference }: ExternalCall): Value | undefined {
  const given = args[0];
  if (!given) return undefined;
  let text = given;
  if (given.kind === "reference") {
    const last = given.steps[given.steps.length - 1];
    const path = last?.kind === "call" ? run.opened.get(last) : undefined;
    if (!path) return undefined;
    text = readAt(run, path, context, reference.origin);
  }
  const content = knownText(text);
  if (content === undefined) return undefined;
  const source = text.kind === "text" && text.pieces[0]?.kind === "known" ? text.pieces[0].origin : given.origin;
  return parseData(
    content,
    source.path,
    formatOf(context.program.text.slice(call.callee.start, call.callee.end), lastName(call.callee)),
  );
}

function formatOf(callee: string, name: string | undefined): string {
  if (/toml/i.test(callee)) return "toml";
  if (/ya?ml/i.test(callee) || name === "safe_load") return "yaml";
  return "json";
}
