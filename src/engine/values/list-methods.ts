import { evaluateArguments } from "./arguments";
import { apply } from "./calls";
import { choiceOf, knownNumber, knownText, LIMITS, listOf, numberOf, ONCE, unknown } from "./make";
import { sliceValue } from "./members";
import { concatLists } from "./merge";
import type { MethodCall } from "./methods";
import { joinItems, piecesOf, sourceAt } from "./text";
import { truthOfValue } from "./truth";
import type { ListItem, ListValue, Value } from "./value";

/** The methods of arrays and lists that give a value; those that change the list are events of its name. */
export function listMethod(it: MethodCall, list: ListValue): Value | undefined {
  const { run, args, origin } = it;
  switch (it.name) {
    case "join": {
      const separator =
        args[0] && args[0].kind !== "none" ? piecesOf(run, args[0]) : [{ kind: "known" as const, text: ",", origin }];
      return joinItems(run, list.items, separator, origin);
    }
    case "map":
      return mapped(it, list);
    case "flatMap": {
      const result = mapped(it, list);
      return result?.kind === "list" ? flattened(result) : result;
    }
    case "flat":
      return flattened(list);
    case "filter":
      return filtered(it, list);
    case "concat": {
      const more = evaluateArguments(run, it.call, it.context).items.map(({ value, times }) => {
        return value.kind === "list" ? value : listOf([{ value, times }], origin);
      });
      return concatLists([list, ...more], origin);
    }
    case "slice":
      return sliceValue(list, args[0], args[1], origin, sourceAt(run, list.origin));
    case "copy":
    case "toSorted":
      return list;
    case "reverse":
    case "toReversed":
      return listOf([...list.items].reverse(), origin);
    case "at":
      return element(list, knownNumber(args[0]), origin);
    case "includes":
      return includes(list, args[0], origin);
    case "reduce":
      return reduced(it, list);
    case "find":
    case "pop":
    case "shift":
      return list.items.length
        ? choiceOf(
            list.items.map((item) => item.value),
            "either",
            origin,
          )
        : undefined;
    case "entries":
      return listOf(
        list.items.map((item, index) => ({
          value: listOf(
            [
              { value: numberOf(index, origin), times: ONCE },
              { value: item.value, times: ONCE },
            ],
            origin,
          ),
          times: item.times,
        })),
        origin,
      );
    case "values":
    case "keys":
      return it.name === "values" ? list : undefined;
    default:
      return undefined;
  }
}

function element(list: ListValue, index: number | undefined, origin: Value["origin"]): Value | undefined {
  if (index === undefined) return undefined;
  return list.items[index < 0 ? list.items.length + index : index]?.value ?? { kind: "none", origin };
}

/** The function given to an array method applied to each item; bounded by the budget of steps. */
export function mapped({ run, args, origin }: MethodCall, list: ListValue): Value | undefined {
  const fn = args[0];
  if (!fn) return undefined;
  const isString = fn.kind === "reference" && fn.root.kind === "unknown" && fn.root.hole.name === "String";
  if (fn.kind !== "function" && !isString) {
    const times = list.items.map((item) => ({
      value: unknown(sourceAt(run, fn.origin), "external call", origin),
      times: item.times,
    }));
    return listOf(times, origin);
  }
  const items: ListItem[] = [];
  for (const [index, item] of list.items.entries()) {
    if (run.steps <= 0) break;
    const at = numberOf(index, origin);
    items.push({
      value: fn.kind === "function" ? apply(run, fn, [item.value, at, list]) : item.value,
      times: item.times,
    });
  }
  return listOf(items, origin);
}

function flattened(list: ListValue): ListValue {
  const items = list.items.flatMap((item): ListItem[] => {
    if (item.value.kind !== "list") return [item];
    const isOnce = item.times.min === 1 && item.times.max === 1;
    return item.value.items.map((inner) => (isOnce ? inner : { value: inner.value, times: item.times }));
  });
  return listOf(items.slice(0, LIMITS.items + 1), list.origin);
}

function filtered({ run, args, origin }: MethodCall, list: ListValue): Value | undefined {
  const fn = args[0];
  const isBoolean = fn?.kind === "reference" && fn.root.kind === "unknown" && fn.root.hole.name === "Boolean";
  const items: ListItem[] = [];
  for (const item of list.items) {
    const result = isBoolean ? item.value : fn?.kind === "function" ? apply(run, fn, [item.value]) : undefined;
    if (result?.kind === "choice" && isBoolean) {
      const kept = result.options.filter((option) => truthOfValue(option) !== false);
      if (kept.length)
        items.push({
          value: choiceOf(kept, result.how, result.origin),
          times: kept.length < result.options.length ? { ...item.times, min: 0 } : item.times,
        });
      continue;
    }
    const truth = result && truthOfValue(result);
    if (truth === true) items.push(item);
    else if (truth === undefined) items.push({ value: item.value, times: { ...item.times, min: 0 } });
  }
  return listOf(items, origin);
}

function includes(list: ListValue, wanted: Value | undefined, origin: Value["origin"]): Value | undefined {
  const text = knownText(wanted);
  const items = list.items.map((item) => knownText(item.value));
  if (text === undefined || items.includes(undefined)) return undefined;
  return { kind: "boolean", value: items.includes(text), origin };
}

function reduced({ run, args }: MethodCall, list: ListValue): Value | undefined {
  const [fn, start] = args;
  if (fn?.kind !== "function" || !start || list.items.length > LIMITS.unroll) return undefined;
  if (!list.items.every((item) => item.times.min === 1 && item.times.max === 1)) return undefined;
  let value = start;
  for (const item of list.items) value = apply(run, fn, [value, item.value]);
  return value;
}
