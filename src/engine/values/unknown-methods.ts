import { apply } from "./calls";
import { unknownItems } from "./iteration";
import { holeText, knownNumber, listOf, unknown } from "./make";
import { sliceValue } from "./members";
import type { MethodCall } from "./methods";
import { holeOf, joinItems, piecesOf, referenceName } from "./text";
import type { ReferenceValue, Value } from "./value";

const KEEPS = /^(trim|trimStart|trimEnd|strip|lstrip|rstrip|toString|toUpperCase|toLowerCase|upper|lower|normalize)$/;

/** What is known of a text or list method on an unknown value: bounds, and what is done to each item. */
export function unknownMethod(it: MethodCall, value: ReferenceValue): Value | undefined {
  const { run, args, origin, name, call } = it;
  const isPlain = value.root.kind === "unknown" || value.steps.some((step) => step.kind === "call");
  if (!isPlain || call.construct) return undefined;
  if (KEEPS.test(name) && args.length === 0) {
    return value.steps.length === 0 && hole(value)?.reason !== "unresolved name" ? value : undefined;
  }
  switch (name) {
    case "slice":
    case "substring":
      return args.length ? sliceValue(value, args[0], args[1], origin, referenceName(value)) : undefined;
    case "substr": {
      const size = knownNumber(args[1]);
      return size === undefined
        ? undefined
        : unknown(referenceName(value), "run-time value", value.origin, { maxChars: size });
    }
    case "map":
    case "flatMap": {
      const fn = args[0];
      if (fn?.kind !== "function") return undefined;
      const item = unknownItems(run, value);
      const result = apply(run, fn, [item.value]);
      if (name === "flatMap" && result.kind === "list") {
        return listOf(
          result.items.map((inner) => ({ value: inner.value, times: item.times })),
          origin,
        );
      }
      return listOf([{ value: result, times: item.times }], origin);
    }
    case "filter":
    case "reverse":
    case "toReversed":
    case "sort":
    case "toSorted":
      return unknownItems(run, value).times.max === undefined ? undefined : listOf([unknownItems(run, value)], origin);
    case "concat":
      return undefined;
    case "join": {
      if (it.context.program.language === "python") return undefined;
      const separator = args[0] ? piecesOf(run, args[0]) : [];
      return joinItems(run, [unknownItems(run, value)], separator, origin);
    }
    case "padStart":
    case "padEnd":
      return holeText(holeOf(value));
    default:
      return undefined;
  }
}

function hole(value: ReferenceValue) {
  return value.root.kind === "unknown" ? value.root.hole : undefined;
}
