import type { CallNode } from "../syntax/program";
import { evaluateArguments, namedMap, positional } from "./arguments";
import { apply } from "./calls";
import { pathMethod } from "./files";
import { asList } from "./iteration";
import { listMethod } from "./list-methods";
import { choiceOf, known, knownText, listOf, ONCE, originOf, unknown } from "./make";
import type { Context, Run } from "./run";
import { formatTemplate, substituteTemplate } from "./templates";
import { textMethod } from "./text-methods";
import { unknownMethod } from "./unknown-methods";
import type { ListItem, MapValue, Origin, Value } from "./value";

/** A method call as the methods see it. */
export interface MethodCall {
  run: Run;
  name: string;
  call: CallNode;
  context: Context;
  origin: Origin;
  args: Value[];
}

/** A built-in method of a text, a list, a map or an unknown value; undefined when it is none. */
export function callMethod(run: Run, object: Value, name: string, call: CallNode, context: Context): Value | undefined {
  if (object.kind === "function" || object.kind === "class" || object.kind === "none") return undefined;
  if (
    object.kind === "reference" &&
    object.root.kind !== "unknown" &&
    !object.steps.some((step) => step.kind === "call")
  ) {
    return undefined;
  }
  if (object.kind !== "reference" && /^(then|catch|finally)$/.test(name))
    return settled(run, object, name, call, context);
  const it: MethodCall = {
    run,
    name,
    call,
    context,
    origin: originOf(context.program, call),
    args: positional(run, call, context),
  };
  switch (object.kind) {
    case "text":
      if (name === "format" && context.program.language === "python") {
        return formatTemplate(
          run,
          object,
          evaluateArguments(run, call, context),
          namedMap(run, call, context),
          it.origin,
        );
      }
      return (run.paths.has(object) ? pathMethod(it, object) : undefined) ?? textMethod(it, object);
    case "list":
      return listMethod(it, object);
    case "map":
      return mapMethod(it, object);
    case "reference":
      return substituteTemplate(it, object) ?? unknownMethod(it, object);
    case "number":
      if (name === "toString" || name === "toFixed" || name === "toLocaleString") return object;
      return undefined;
    default:
      return undefined;
  }
}

/** `promise.then(work)` where what is promised is known */
function settled(run: Run, object: Value, name: string, call: CallNode, context: Context): Value {
  const work = name === "then" ? positional(run, call, context)[0] : undefined;
  return work?.kind === "function" ? apply(run, work, [object]) : object;
}

function mapMethod(it: MethodCall, map: MapValue): Value | undefined {
  const { name, args, origin } = it;
  if (map.entries.has(name)) return undefined;
  switch (name) {
    case "get": {
      const key = knownText(args[0]);
      const fallback = args[1];
      if (key !== undefined) {
        const field = map.entries.get(key);
        if (field) return field.value;
        if (!map.open) return fallback ?? { kind: "none", origin };
      }
      const options = [...map.entries.values()].map((field) => field.value);
      if (key !== undefined) options.length = 0;
      if (map.open) options.push(unknown(`${map.open.name}.${key ?? "…"}`, map.open.reason, origin));
      if (fallback) options.push(fallback);
      // with a key that nobody knows, what the table holds is as likely as what stands in for it
      const how = fallback && key !== undefined ? "fallback" : "either";
      return options.length ? choiceOf(options, how, origin) : { kind: "none", origin };
    }
    case "keys":
      return asList(it.run, map);
    case "values":
    case "items":
    case "entries":
      return mapItems(map, name, origin);
    case "copy":
    case "model_dump":
    case "dict":
      return map;
    default:
      return undefined;
  }
}

/** The values of a map, or its pairs. */
export function mapItems(map: MapValue, what: string, origin: Origin): Value {
  const items = [...map.entries].map(([key, field]): ListItem => {
    const pair = [known(key, field.entry), field.value].map((value) => ({ value, times: ONCE }));
    return { value: what === "values" ? field.value : listOf(pair, field.entry), times: ONCE };
  });
  if (map.open)
    items.push({ value: unknown(map.open.name, map.open.reason, origin), times: { min: 0, over: map.open.name } });
  return listOf(items, origin);
}
