import type { ExternalCall } from "./externals";
import { asList } from "./iteration";
import { choiceOf, knownNumber, knownText, LIMITS, listOf, mapOf, numberOf, ONCE, unknown } from "./make";
import { toText } from "./text";
import type { ListItem, MapField, MapValue, Origin, Value } from "./value";

export function range({ args, origin }: ExternalCall): Value | undefined {
  const numbers = args.map(knownNumber);
  if (args.length === 0 || numbers.includes(undefined)) {
    return listOf(
      [{ value: unknown("index", "run-time value", origin), times: { min: 0, ...(args[0] ? { over: "range" } : {}) } }],
      origin,
    );
  }
  const [from, to, step] = (
    args.length === 1 ? [0, numbers[0], 1] : [numbers[0], numbers[1], numbers[2] ?? 1]
  ) as number[];
  const length = Math.max(0, Math.ceil(((to as number) - (from as number)) / (step as number)));
  if (!(length <= LIMITS.unroll)) {
    const value: Value = {
      kind: "number",
      min: Math.min(from as number, to as number),
      max: Math.max(from as number, to as number),
      origin,
    };
    return listOf([{ value, times: { min: length, max: length } }], origin);
  }
  return listOf(
    Array.from({ length }, (_, index) => ({
      value: numberOf((from as number) + index * (step as number), origin),
      times: ONCE,
    })),
    origin,
  );
}

export function enumerate({ run, args, origin }: ExternalCall): Value | undefined {
  const list = args[0] && asList(run, args[0]);
  if (!list) return undefined;
  const start = knownNumber(args[1]) ?? 0;
  const items = list.items.map(({ value, times }, index): ListItem => {
    const isOnce = list.items.slice(0, index + 1).every((item) => item.times.min === 1 && item.times.max === 1);
    const position = isOnce ? numberOf(start + index, origin) : unknown("index", "run-time value", origin);
    return {
      value: listOf(
        [
          { value: position, times: ONCE },
          { value, times: ONCE },
        ],
        origin,
      ),
      times,
    };
  });
  return listOf(items, origin);
}

export function zipped({ run, args, origin }: ExternalCall): Value | undefined {
  const lists = args.map((arg) => asList(run, arg));
  const length = Math.min(...lists.map((list) => list?.items.length ?? 0));
  if (
    lists.length === 0 ||
    lists.some((list) => !list?.items.every((item) => item.times.min === 1 && item.times.max === 1))
  )
    return undefined;
  const items = Array.from({ length }, (_, index): ListItem => {
    const row = lists.map((list) => ({
      value: list?.items[index]?.value ?? unknown("item", "run-time value", origin),
      times: ONCE,
    }));
    return { value: listOf(row, origin), times: ONCE };
  });
  return listOf(items, origin);
}

/** One of the items of a known list: an identifier may be any of them, a text changes with every run. */
export function drawn({ run, args, origin }: ExternalCall): Value | undefined {
  const list = args[0];
  if (list?.kind !== "list" || list.items.some(({ times }) => times.min !== 1 || times.max !== 1)) return undefined;
  const one = choiceOf(
    list.items.map((item) => item.value),
    "either",
    origin,
  );
  if (one.kind !== "choice" || one.options.every((option) => !/\s/.test(knownText(option) ?? " "))) return one;
  const text = toText(run, one);
  const pieces = text.pieces.map((piece) =>
    piece.kind === "hole" ? { ...piece, hole: { ...piece.hole, varies: "random" as const } } : piece,
  );
  return { ...text, pieces };
}

export function arrayFrom({ run, args, origin }: ExternalCall): Value | undefined {
  const given = args[0];
  if (!given) return undefined;
  const length = given.kind === "map" ? knownNumber(given.entries.get("length")?.value) : undefined;
  if (length !== undefined && given.kind === "map") {
    return listOf([{ value: { kind: "none", origin }, times: { min: length, max: length } }], origin);
  }
  return asList(run, given);
}

export function fromEntries(items: ListItem[], origin: Origin): Value | undefined {
  const entries = new Map<string, MapField>();
  let open: MapValue["open"];
  for (const { value, times } of items) {
    const key = value.kind === "list" ? knownText(value.items[0]?.value) : undefined;
    const field = value.kind === "list" ? value.items[1]?.value : undefined;
    if (key === undefined || !field || times.max !== 1) open = { name: "…", origin, reason: "run-time value" };
    else entries.set(key, { value: field, entry: value.origin });
  }
  return mapOf(entries, origin, open);
}
