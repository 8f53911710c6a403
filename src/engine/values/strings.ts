import type { Expr, StringNode } from "../syntax/program";
import { evaluate } from "./evaluate";
import { choiceOf, known, knownNumber, knownText, originOf, sourceName, unknown } from "./make";
import { memberOf } from "./members";
import type { Context, Run } from "./run";
import { taggedTemplate } from "./templates";
import { concat, toText } from "./text";
import type { Value } from "./value";
import { isDateFormat, variesBy } from "./varies";

/** A literal, a template, an f-string. */
export function evaluateString(run: Run, node: StringNode, context: Context): Value {
  const { program } = context;
  const origin = originOf(program, node);
  if (node.bytes) return unknown(sourceName(program, node), "not understood", origin);
  const choice = sharedChoice(run, node, context);
  if (!choice) return evaluateParts(run, node, context, (expr) => evaluate(run, expr, context));
  const options = choice.options.map((option) =>
    evaluateParts(run, node, context, (expr) =>
      expr.kind === "member" && isSameName(expr.object, choice.object)
        ? memberOf(run, option, expr.property, originOf(program, expr), context, expr)
        : evaluate(run, expr, context),
    ),
  );
  return choiceOf(options, choice.how, origin);
}

/** Alternatives beyond these are not gone through one by one. */
const MOST_SHARED = 16;

/** Of an identifier like `${model.provider}/${model.id}` the one of several models that both are of: no two of them mix. */
function sharedChoice(run: Run, node: StringNode, context: Context) {
  if (node.parts.some((part) => part.kind === "text" && /\s/.test(part.text))) return undefined;
  const objects = node.parts.flatMap((part) =>
    part.kind === "hole" && part.value.kind === "member" && part.value.object.kind === "name"
      ? [part.value.object]
      : [],
  );
  const object = objects.find((one, at) => objects.slice(0, at).some((other) => isSameName(one, other)));
  const value = object && evaluate(run, object, context);
  if (!object || value?.kind !== "choice" || value.options.length > MOST_SHARED) return undefined;
  const options = value.options.filter((option) => option.kind !== "none");
  return options.length > 1 ? { object, options, how: value.how } : undefined;
}

function isSameName(one: Expr, other: Expr): boolean {
  return one.kind === "name" && other.kind === "name" && one.name === other.name;
}

function evaluateParts(run: Run, node: StringNode, context: Context, worth: (expr: Expr) => Value): Value {
  const { program } = context;
  const origin = originOf(program, node);
  const values: Value[] = [];
  const names: (string | undefined)[] = [];
  for (const part of node.parts) {
    if (part.kind === "text") {
      values.push(known(part.text, originOf(program, part)));
      names.push(undefined);
      continue;
    }
    const value = worth(part.value);
    const name = holeName(program, part.value);
    names.push(name);
    const isPlain = !part.format || (value.kind === "text" && /^[:!s]*$/.test(part.format));
    values.push(isPlain ? value : formatted(value, part.format as string, name));
  }
  const text = concat(run, values, origin, names);
  return node.tag ? taggedTemplate(node.tag, toText(run, text), context) : text;
}

/** Methods that keep what a value is, so that it keeps its name. */
const SAME_TEXT = /^(slice|substring|substr|trim|trimEnd|trimStart|strip|rstrip|lstrip|toString)$/;

/** How a value is called where it is put into a text. */
export function holeName(program: Context["program"], expr: Expr): string {
  let at = expr.kind === "await" ? expr.value : expr;
  for (;;) {
    const inner = at.kind === "slice" ? at.object : undefined;
    const isSame = at.kind === "call" && at.callee.kind === "member" && SAME_TEXT.test(at.callee.property);
    if (inner) at = inner;
    else if (isSame && at.kind === "call" && at.callee.kind === "member") at = at.callee.object;
    else break;
  }
  return at.kind === "call" && at.args.length > 0 ? `${sourceName(program, at.callee)}()` : sourceName(program, at);
}

/** Python's format specification: `.2f` and `,` are applied to known numbers, other ones make a hole. */
function formatted(value: Value, format: string, name: string): Value {
  const number = knownNumber(value);
  const spec = format.replace(/^:/, "");
  const fixed = /^\.(\d{1,2})f$/.exec(spec);
  if (number !== undefined && fixed) return known(number.toFixed(Number(fixed[1])), value.origin);
  if (number !== undefined && (spec === "," || spec === "d")) {
    return known(spec === "," ? number.toLocaleString("en-US") : String(number), value.origin);
  }
  const text = knownText(value);
  if (text !== undefined && (spec === "!r" || spec === "r")) return known(`'${text}'`, value.origin);
  if (value.kind === "reference") {
    const isDate = isDateFormat(spec) && variesBy(value, name) === "time";
    return isDate ? unknown(name, "run-time value", value.origin, { varies: "day" }) : value;
  }
  return unknown(name, "run-time value", value.origin);
}
