import type { Expr, Program } from "../syntax/program";
import { parseData } from "../values/data-files";
import type { ListItem, MapField, MapValue, Times, Value } from "../values/value";
import { fileNamed } from "./media";
import { asMap, fieldOf, type Request, readSlot } from "./slots";

/** How many different requests of a batch are looked at; the rest only counts. */
const LOOKED_AT = 50;

/** A batch as one request for all of its items, with how many there are. What differs between the items is a choice. */
export function eachOfBatch(request: Request): Request {
  const { each } = request.match.shape;
  if (!each) return request;
  const items = listed(request) ?? linesOfFile(request) ?? written(request);
  if (!items) return request;
  const requests = items.slice(0, LOOKED_AT).flatMap(({ value }) => {
    const inner = each.request === "" ? value : fieldOf(request.evaluator, value, each.request)?.value;
    return inner ? [asMap(request.evaluator, inner) ?? inner] : [];
  });
  const [first] = requests;
  if (!first) return request;
  const maps = requests.filter((item) => item.kind === "map");
  const count: Value = { kind: "list", items, origin: first.origin };
  const one = maps.length < requests.length || maps.length === 1 ? first : merged(maps);
  return {
    ...request,
    map: withShared(request.map, one),
    readings: { ...request.readings, items: { value: count } },
  };
}

function listed(request: Request): ListItem[] | undefined {
  const list = readSlot(request, request.match.shape.each?.list)?.value;
  return list?.kind === "list" && list.items.length > 0 ? list.items : undefined;
}

/** The requests in the lines of a file of the workspace. */
function linesOfFile(request: Request): ListItem[] | undefined {
  const { evaluator, context, match } = request;
  const file = readSlot(request, match.shape.each?.file)?.value;
  const path = file && fileNamed(evaluator, file, 0);
  const text = path?.kind === "text" ? evaluator.file(path, context) : undefined;
  const piece = text?.kind === "text" && text.pieces.length === 1 ? text.pieces[0] : undefined;
  if (piece?.kind !== "known") return undefined;
  const lines = piece.text.split("\n").filter((line) => line.trim() !== "");
  const items = lines.slice(0, LOOKED_AT).flatMap((line) => parseData(line, piece.origin.path, "json") ?? []);
  if (items.length === 0) return undefined;
  const rest = lines.length - items.length;
  return items.map((value, at) => ({ value, times: at === 0 ? exactly(1 + rest) : exactly(1) }));
}

/** The objects of the program that are written like items of a batch: how often, nobody knows. */
function written({ evaluator, match, context }: Request): ListItem[] | undefined {
  const keys = match.shape.each?.written;
  if (!keys) return undefined;
  const found = mapsWith(context.program, keys).map((node) => evaluator.evaluate(node, { program: context.program }));
  return found.length > 0 ? found.map((value) => ({ value, times: { min: 1 } })) : undefined;
}

function mapsWith(program: Program, keys: readonly string[]): Expr[] {
  const found: Expr[] = [];
  const queue: unknown[] = [...program.body];
  for (let at = 0; at < queue.length && found.length < LOOKED_AT; at++) {
    const node = queue[at];
    if (typeof node !== "object" || node === null) continue;
    if (isMap(node) && keys.every((key) => node.entries.some((entry) => keyOf(entry) === key))) found.push(node);
    queue.push(...Object.values(node));
  }
  return found;
}

type MapExpr = Extract<Expr, { kind: "map" }>;
const isMap = (node: object): node is MapExpr => "kind" in node && node.kind === "map" && "entries" in node;

function keyOf(entry: MapExpr["entries"][number]): string | undefined {
  if (entry.kind === "spread" || entry.key.kind !== "string") return undefined;
  const [part] = entry.key.parts;
  return part?.kind === "text" ? part.text : undefined;
}

/** Only what all items have is certain to be there. */
function merged(maps: readonly MapValue[]): MapValue {
  const [first, ...others] = maps as [MapValue, ...MapValue[]];
  const entries = new Map<string, MapField>();
  for (const [key, field] of first.entries) {
    const values = others.map((map) => map.entries.get(key)?.value);
    if (values.some((value) => value === undefined)) continue;
    const options = [field.value, ...(values as Value[])];
    entries.set(key, { ...field, value: { kind: "choice", how: "either", options, origin: field.value.origin } });
  }
  const open = maps.find((map) => map.open)?.open;
  return { ...first, entries, ...(open ? { open } : {}) };
}

/** What is said once for the whole batch holds for its items. */
function withShared(batch: Value, item: Value): Value {
  if (batch.kind !== "map" || item.kind !== "map") return item;
  return { ...item, entries: new Map([...batch.entries, ...item.entries]) };
}

const exactly = (times: number): Times => ({ min: times, max: times });
