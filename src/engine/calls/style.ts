import type { CallNode, Expr, Span } from "../syntax/program";
import { children } from "../values/walk";
import type { ArgumentStyle } from "./llm-call";
import type { Request } from "./slots";

/** How a call writes its request, for edits that add to it. */
export function styleOf(request: Request): ArgumentStyle {
  const { call, match } = request;
  if (match.sdk.http) return styleOfBody(request);
  const object = call.args.find((argument) => argument.kind === "positional" && argument.value.kind === "map");
  if (object && call.args.every((argument) => argument.kind !== "named"))
    return { kind: "object", object: { start: object.value.start, end: object.value.end } };
  if (call.args.some((argument) => argument.kind === "named" || argument.kind === "named-spread"))
    return { kind: "keywords", arguments: { start: call.argsSpan.start, end: call.argsSpan.end } };
  return { kind: "positional" };
}

/** An HTTP call's own arguments are not the request: its body is, where that is an object in the call. */
function styleOfBody({ call, context, map }: Request): ArgumentStyle {
  const entries = map.kind === "map" ? [...map.entries.values()] : [];
  const entry = entries.find(({ expression }) => expression?.program === context.program)?.entry;
  const body = entry && mapAround(call, entry);
  return body ? { kind: "object", object: { start: body.start, end: body.end } } : { kind: "positional" };
}

/** The object literal among the arguments of a call that holds an entry itself. */
function mapAround(call: CallNode, entry: Span): Expr | undefined {
  const queue: Expr[] = call.args.map(({ value }) => value);
  for (let node = queue.shift(); node; node = queue.shift()) {
    if (node.start > entry.start || node.end < entry.end) continue;
    if (node.kind === "map" && node.entries.some(({ start, end }) => start === entry.start && end === entry.end))
      return node;
    queue.push(...children(node));
  }
  return undefined;
}
