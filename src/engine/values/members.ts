import type { MemberNode } from "../syntax/program";
import { typeName } from "./declared-types";
import { externalMember } from "./externals";
import { itemOf } from "./iteration";
import {
  choiceOf,
  holeText,
  known,
  knownNumber,
  knownText,
  LIMITS,
  listOf,
  numberOf,
  sourceName,
  textOf,
  unknown,
} from "./make";
import { each } from "./merge";
import { exportedValue } from "./modules";
import {
  classMember,
  declaredType,
  hasOutsideBase,
  type Instance,
  instanceMember,
  isInstance,
  lineage,
} from "./objects";
import { basename, dirname } from "./paths";
import type { Context, Run } from "./run";
import { maxChars, referenceName } from "./text";
import type { ListItem, ListValue, Origin, ReferenceValue, TextPiece, TextValue, Value } from "./value";

/** `object.name`; `node` is the expression as written, for members whose value depends on the place. */
export function memberOf(
  run: Run,
  object: Value,
  name: string,
  origin: Origin,
  context: Context,
  node?: MemberNode,
): Value {
  return each(object, (value) => {
    switch (value.kind) {
      case "map":
        return mapMember(value, name, origin, node && sourceName(context.program, node));
      case "text":
        return textMember(run, value, name, origin);
      case "list":
        return name === "length" && isFixed(value) ? numberOf(value.items.length, origin) : absent(name, origin);
      case "class":
        return (
          classMember(run, value, name) ?? unknown(`${value.node.name ?? "class"}.${name}`, "run-time value", origin)
        );
      case "reference":
        return referenceMember(run, value, name, origin, context, node);
      default:
        return absent(name, origin);
    }
  });
}

function absent(name: string, origin: Origin): Value {
  return unknown(name, "run-time value", origin);
}

function mapMember(value: Value & { kind: "map" }, name: string, origin: Origin, written?: string): Value {
  const field = value.entries.get(name);
  if (field) return field.value;
  if (value.open) return unknown(written ?? `${value.open.name}.${name}`, value.open.reason, origin);
  if (name === "value" || name === "name") return absent(name, origin);
  return { kind: "none", origin };
}

function textMember(run: Run, value: TextValue, name: string, origin: Origin): Value {
  const text = knownText(value);
  if (name === "length" && text !== undefined) return numberOf(text.length, origin);
  if (text !== undefined && run.paths.has(value)) {
    if (name === "parent") return path(run, dirname(text), origin);
    if (name === "name") return known(basename(text), origin);
    if (name === "stem") return known(basename(text).replace(/\.[^.]*$/, ""), origin);
    if (name === "href" || name === "pathname") return value;
  }
  // A member of an enumeration stands for its own value.
  if (name === "value") return value;
  return absent(name, origin);
}

export function path(run: Run, text: string, origin: Origin): TextValue {
  const value = known(text, origin);
  run.paths.add(value);
  return value;
}

function referenceMember(
  run: Run,
  value: ReferenceValue,
  name: string,
  origin: Origin,
  context: Context,
  node?: MemberNode,
): Value {
  if (isInstance(value)) {
    const found = instanceMember(run, value, name, node && { offset: node.start, context });
    if (found) return found;
    // What no class of the workspace has was put there by someone unknown, or comes from a class outside.
    if (!hasOutsideBase(run, value.root.class)) {
      const written = node
        ? sourceName(context.program, node)
        : referenceName({ ...value, steps: [{ kind: "member", name, origin }] });
      const type = fieldType(run, value, name);
      return unknown(written, "run-time value", origin, type === undefined ? {} : { type });
    }
  }
  const file = value.steps.length === 0 ? run.namespaces.get(value.root) : undefined;
  if (file !== undefined) {
    const found = exportedValue(run, file, name);
    if (found) return found;
  }
  const next: ReferenceValue = { ...value, steps: [...value.steps, { kind: "member", name, origin }], origin };
  return externalMember(run, value, name, next) ?? next;
}

/** The interface that a field is declared to be of. */
function fieldType(run: Run, value: Instance, name: string): string | undefined {
  for (const { node } of lineage(run, value.root.class)) {
    const type = declaredType(node, name);
    if (type !== undefined) return typeName(type);
  }
  return undefined;
}

function isFixed(list: ListValue): boolean {
  return list.items.every((item) => item.times.min === 1 && item.times.max === 1);
}

/** `object[index]` */
export function indexValue(run: Run, object: Value, index: Value, origin: Origin, context: Context): Value {
  return each(object, (value) => {
    const key = knownText(index);
    const number = knownNumber(index);
    if (value.kind === "map") {
      const name = key ?? number?.toString();
      if (name !== undefined && (value.entries.has(name) || !value.open)) return mapMember(value, name, origin);
      return lookedUp(value, index, origin);
    }
    if (value.kind === "list") return listElement(value, number, origin);
    if (value.kind === "class" && key !== undefined) return memberOf(run, value, key, origin, context);
    if (value.kind === "reference") {
      if (key !== undefined) return referenceMember(run, value, key, origin, context);
      return itemOf(value, origin);
    }
    return unknown("item", "run-time value", origin);
  });
}

/** A table looked up with an unknown key: any of its entries. */
function lookedUp(value: Value & { kind: "map" }, index: Value, origin: Origin): Value {
  if (index.kind === "choice") {
    const names = index.options.map(knownText).filter((name) => name !== undefined);
    const fields = names.map((name) => value.entries.get(name)?.value).filter((field) => field !== undefined);
    if (fields.length && fields.length === index.options.length) return choiceOf(fields, index.how, origin);
  }
  const fields = [...value.entries.values()].slice(0, LIMITS.options + 1).map((field) => field.value);
  if (value.open) fields.push(unknown(value.open.name, value.open.reason, origin));
  if (fields.length === 0) return unknown("item", "run-time value", origin);
  return choiceOf(fields, "either", origin);
}

function listElement(list: ListValue, index: number | undefined, origin: Origin): Value {
  if (index !== undefined) {
    const at = index < 0 ? list.items.length + index : index;
    const before = index < 0 ? list.items.slice(at) : list.items.slice(0, at + 1);
    const item = list.items[at];
    if (item && before.every((it) => it.times.min === 1 && it.times.max === 1)) return item.value;
    if (!item && isFixed(list)) return { kind: "none", origin };
  }
  if (list.items.length === 0) return unknown("item", "run-time value", origin);
  return choiceOf(
    list.items.map((item) => item.value),
    "either",
    origin,
  );
}

/** `x[a:b]`, `x.slice(a, b)`, `x.substring(a, b)` */
export function sliceValue(
  object: Value,
  from: Value | undefined,
  to: Value | undefined,
  origin: Origin,
  name: string,
): Value {
  const start = from && from.kind !== "none" ? knownNumber(from) : 0;
  const end = to && to.kind !== "none" ? knownNumber(to) : Number.POSITIVE_INFINITY;
  const size = span(start, upper(to, end));
  return each(object, (value) => {
    if (value.kind === "text") return sliceText(value, start, end, size, origin, name);
    if (value.kind === "list") return sliceList(value, start, end, size);
    if (value.kind !== "reference") return unknown(name, "run-time value", origin);
    if (size === undefined) return value;
    const base = value.root.kind === "unknown" && value.steps.length === 0 ? value.root.hole : undefined;
    const reason = base?.reason ?? "run-time value";
    return unknown(base?.name ?? referenceName(value), reason, base?.origin ?? value.origin, {
      ...(base?.varies ? { varies: base.varies } : {}),
      maxChars: Math.min(size, base?.maxChars ?? size),
      maxItems: Math.min(size, base?.maxItems ?? size),
    });
  });
}

function upper(to: Value | undefined, end: number | undefined): number | undefined {
  return end ?? (to?.kind === "number" ? to.max : undefined);
}

/** How much a slice keeps at most. */
function span(start: number | undefined, end: number | undefined): number | undefined {
  if (start === undefined || end === undefined)
    return end !== undefined && end >= 0 && Number.isFinite(end) ? end : undefined;
  if (end === Number.POSITIVE_INFINITY) return start < 0 ? -start : undefined;
  if (start >= 0 && end >= 0) return Math.max(0, end - start);
  if (start < 0 && end < 0) return Math.max(0, end - start);
  return undefined;
}

function sliceText(
  value: TextValue,
  start: number | undefined,
  end: number | undefined,
  size: number | undefined,
  origin: Origin,
  name: string,
): Value {
  const text = knownText(value);
  if (text !== undefined && start !== undefined && end !== undefined) {
    const cut = text.slice(start, end === Number.POSITIVE_INFINITY ? undefined : end);
    return known(cut, value.pieces[0]?.kind === "known" ? value.pieces[0].origin : value.origin);
  }
  if (size === undefined) return value;
  const longest = maxChars(value);
  if (longest !== undefined && longest <= size && start === 0) return value;
  if (start !== 0) return holeText({ name, origin, reason: "run-time value", maxChars: size });
  const kept: TextPiece[] = [];
  let room = size;
  for (const piece of value.pieces) {
    if (piece.kind === "hole") {
      kept.push({ kind: "hole", hole: { ...piece.hole, maxChars: Math.min(room, piece.hole.maxChars ?? room) } });
      return textOf(kept, value.origin);
    }
    kept.push({ ...piece, text: piece.text.slice(0, room) });
    room -= piece.text.length;
    if (room <= 0) break;
  }
  return textOf(kept, value.origin);
}

function sliceList(
  list: ListValue,
  start: number | undefined,
  end: number | undefined,
  size: number | undefined,
): Value {
  if (isFixed(list) && start !== undefined && end !== undefined) {
    return listOf(list.items.slice(start, end === Number.POSITIVE_INFINITY ? undefined : end), list.origin);
  }
  const items = list.items.map((item): ListItem => {
    const times = { ...item.times, min: 0 };
    if (size !== undefined) times.max = Math.min(size, times.max ?? size);
    return { ...item, times };
  });
  return listOf(items, list.origin);
}
