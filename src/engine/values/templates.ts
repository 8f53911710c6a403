import type { Expr } from "../syntax/program";
import { namedMap, positional } from "./arguments";
import { cleandoc } from "./dedent";
import { originOf, textOf, unknown } from "./make";
import { memberOf } from "./members";
import type { MethodCall } from "./methods";
import type { Context, Run } from "./run";
import { lastName } from "./scopes";
import { piecesOf } from "./text";
import type { ListValue, MapValue, Origin, ReferenceValue, TextPiece, TextValue, Value } from "./value";

/** What a placeholder of a template is replaced by; undefined leaves a hole of its name. */
export type Lookup = (field: string) => Value | undefined;

/** Splits known text at the matches of a pattern; `replace` gives what stands there instead. */
export function fill(
  text: TextValue,
  pattern: RegExp,
  replace: (match: RegExpExecArray, origin: Origin) => TextPiece[] | string,
): TextValue {
  const pieces: TextPiece[] = [];
  for (const piece of text.pieces) {
    if (piece.kind === "hole") {
      pieces.push(piece);
      continue;
    }
    let at = 0;
    let plain = "";
    for (const match of piece.text.matchAll(pattern)) {
      plain += piece.text.slice(at, match.index);
      at = match.index + match[0].length;
      const put = replace(match as RegExpExecArray, piece.origin);
      if (typeof put === "string") {
        plain += put;
        continue;
      }
      if (plain) pieces.push({ ...piece, text: plain });
      plain = "";
      for (const more of put) pieces.push(more);
    }
    plain += piece.text.slice(at);
    if (plain) pieces.push({ ...piece, text: plain });
  }
  return textOf(pieces, text.origin);
}

export function placeholder(run: Run, name: string, lookup: Lookup, origin: Origin): TextPiece[] {
  const value = lookup(name);
  return value
    ? piecesOf(run, value, value.kind === "reference" || value.kind === "choice" ? name : undefined)
    : [missing(name, origin)];
}

function missing(name: string, origin: Origin): TextPiece {
  return { kind: "hole", hole: { name: name || "…", origin, reason: "parameter" } };
}

const BRACES = /\{\{|\}\}|\{([^{}]*)\}/g;

/** Python's `str.format`: `{}`, `{0}`, `{name}`, `{name.attribute:spec}`. */
export function formatTemplate(
  run: Run,
  text: TextValue,
  args: ListValue,
  names: MapValue,
  _origin: Origin,
): TextValue {
  let next = 0;
  return fill(text, BRACES, (match, origin) => {
    if (match[0] === "{{" || match[0] === "}}") return match[0][0] as string;
    const field = (match[1] as string).split(/[!:]/)[0] as string;
    const [head, ...path] = field.split(/[.[\]]+/).filter((part, index) => index === 0 || part !== "");
    const position = head === "" ? next++ : /^\d+$/.test(head as string) ? Number(head) : undefined;
    let value = position === undefined ? names.entries.get(head as string)?.value : args.items[position]?.value;
    for (const name of path)
      value = value && memberOf(run, value, name, origin, { program: { language: "python" } as Context["program"] });
    return placeholder(run, field || `{${position ?? ""}}`, () => value, origin);
  });
}

const PERCENT = /%(?:\((\w+)\))?[-+ #0]*(?:\d+|\*)?(?:\.\d+)?([sdifrxXeEgGc%])/g;

/** Python's `template % values`. */
export function printf(run: Run, text: TextValue, values: Value, _origin: Origin): TextValue {
  const list = values.kind === "list" ? values.items.map((item) => item.value) : [values];
  let next = 0;
  return fill(text, PERCENT, (match, origin) => {
    if (match[2] === "%") return "%";
    const name = match[1];
    const value =
      name !== undefined ? (values.kind === "map" ? values.entries.get(name)?.value : undefined) : list[next++];
    return placeholder(run, name ?? match[0], () => value, origin);
  });
}

const DOLLAR = /\$(?:\$|\{(\w+)\}|(\w+))/g;

/** `string.Template(text).substitute(…)` */
export function substituteTemplate(it: MethodCall, value: ReferenceValue): Value | undefined {
  if (it.name === "format") return formattedPrompt(it, value);
  if (it.name !== "substitute" && it.name !== "safe_substitute") return undefined;
  const made = value.steps[value.steps.length - 1];
  if (made?.kind !== "call" || lastName(made.call.callee) !== "Template") return undefined;
  const context: Context = made.frame ? { program: made.program, frame: made.frame } : { program: made.program };
  const text = positional(it.run, made.call, context)[0];
  if (text?.kind !== "text") return undefined;
  const names = namedMap(it.run, it.call, it.context);
  const given = it.args[0]?.kind === "map" ? it.args[0].entries : undefined;
  return fill(text, DOLLAR, (match, origin) => {
    const name = match[1] ?? match[2];
    if (name === undefined) return "$";
    return placeholder(it.run, name, (field) => (names.entries.get(field) ?? given?.get(field))?.value, origin);
  });
}

/** `PromptTemplate.from_template(text).format(…)`: a prompt object of one template, filled. */
function formattedPrompt(it: MethodCall, value: ReferenceValue): Value | undefined {
  const made = value.steps[value.steps.length - 1];
  if (made?.kind !== "call" || !/^(from_template|fromTemplate|PromptTemplate)$/.test(lastName(made.call.callee) ?? ""))
    return undefined;
  const context: Context = made.frame ? { program: made.program, frame: made.frame } : { program: made.program };
  const object = positional(it.run, made.call, context)[0];
  const inObject = object?.kind === "map" ? object.entries.get("template")?.value : object;
  const text = inObject ?? namedMap(it.run, made.call, context).entries.get("template")?.value;
  if (text?.kind !== "text") return undefined;
  const names = namedMap(it.run, it.call, it.context);
  const given = it.args[0]?.kind === "map" ? it.args[0].entries : [];
  const all = { ...names, entries: new Map([...given, ...names.entries]) };
  return formatTemplate(it.run, text, { kind: "list", items: [], origin: it.origin }, all, it.origin);
}

/** A template with a tag: `dedent` and its like are applied, `String.raw` too; any other tag may do anything. */
export function taggedTemplate(tag: Expr, text: TextValue, context: Context): Value {
  const name = context.program.text.slice(tag.start, tag.end);
  if (
    /(^|\.)(dedent|outdent|stripIndent|stripIndents|codeBlock|html|md|markdown|prompt|String\.raw|raw|gql|sql|endent)$/.test(
      name,
    )
  ) {
    if (/dedent|outdent|stripIndent|endent|codeBlock/.test(name)) return cleandoc(text);
    return text;
  }
  return unknown(name, "external call", originOf(context.program, tag));
}
