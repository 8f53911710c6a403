import { isScalar, parseDocument } from "yaml";
import type { Span } from "../../syntax/program";
import { nestsTooDeeply } from "../../values/yaml-nesting";
import { PromptFileError } from "./prompt-file";

/** Longer headers than this are not written by hand. */
const MAX_YAML = 200_000;

/** A YAML text inside a file, with the places of its values. */
export interface Yaml {
  /** the plain value at a path of keys; undefined when there is none */
  value(...path: (string | number)[]): unknown;
  /** where the scalar at a path stands in the file */
  span(...path: (string | number)[]): Span | undefined;
}

/** Splits `---` header from body. Without a header the whole text is body. */
export function frontMatter(text: string): { yaml?: Yaml; body: number } {
  const open = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (open === null) return { body: 0 };
  const rest = text.slice(open[0].length);
  const close = /^---[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (close === null) return { body: 0 };
  const from = open[0].length;
  return { yaml: readYaml(text, from, from + close.index), body: from + close.index + close[0].length };
}

/** @throws PromptFileError when it is not valid YAML */
export function readYaml(text: string, start: number, end: number): Yaml {
  if (end - start > MAX_YAML) throw new PromptFileError("its YAML is too long to be read");
  const source = text.slice(start, end);
  if (nestsTooDeeply(source)) throw new PromptFileError("its YAML is nested too deeply");
  const document = parseDocument(source, { logLevel: "silent", strict: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = text.slice(0, start + error.pos[0]).split("\n").length;
    throw new PromptFileError(`its YAML is not valid in line ${line}`);
  }
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 50 });
  } catch {
    throw new PromptFileError("its YAML refers to itself too often");
  }
  return {
    value: (...path) => path.reduce<unknown>(step, plain),
    span(...path) {
      const node: unknown = document.getIn(path, true);
      if (!isScalar(node) || !node.range) return undefined;
      return { start: start + node.range[0], end: start + node.range[1] };
    },
  };
}

function step(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

export function textAt(yaml: Yaml | undefined, ...path: (string | number)[]): { id: string; span: Span } | undefined {
  const value = yaml?.value(...path);
  const span = yaml?.span(...path);
  return typeof value === "string" && value !== "" && span !== undefined ? { id: value, span } : undefined;
}

export function numberAt(
  yaml: Yaml | undefined,
  ...path: (string | number)[]
): { value: number; span: Span } | undefined {
  const value = yaml?.value(...path);
  const span = yaml?.span(...path);
  return typeof value === "number" && value > 0 && span !== undefined ? { value, span } : undefined;
}
