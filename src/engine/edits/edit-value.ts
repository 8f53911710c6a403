import type { Program, Span } from "../syntax/program";
import type { TextEdit } from "./text-edit";

/** An argument or entry as written: the whole of it and the value in it. */
export interface WrittenValue {
  value: Span;
  entry: Span;
}

/**
 * Puts code before and after a value: `system: text` becomes `system: [{ …, text: text, … }]`. Undefined where something
 * other than parentheses stands around the value (a cast), because it would then apply to the new value.
 */
export function wrapValue(program: Program, site: WrittenValue, before: string, after: string): TextEdit[] | undefined {
  const { text, path } = program;
  const { value, entry } = site;
  if (!/^[\s)]*$/.test(text.slice(value.end, entry.end))) return undefined;
  const lead = text.slice(entry.start, value.start);
  const shorthand = entry.start === value.start && program.language !== "python";
  if (shorthand) {
    const name = text.slice(value.start, value.end);
    if (!/^[\w$]+$/.test(name)) return undefined;
    return [{ path, start: value.start, end: value.end, text: `${name}: ${before}${name}${after}` }];
  }
  if (!/[:=][\s(]*$/.test(lead)) return undefined;
  return [
    { path, start: value.start, end: value.start, text: before },
    { path, start: value.end, end: value.end, text: after },
  ];
}
