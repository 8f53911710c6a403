import type { SlotKey } from "../sdks/sdk";
import type { CallSite } from "../syntax/call-sites";
import type { FunctionNode, Pattern, Program } from "../syntax/program";
import { constructorOf } from "../values/objects";
import { indexOf } from "../values/program-index";
import type { Hole, Value } from "../values/value";
import { writtenNames } from "./callee";
import { lastCall, type Request, readSlot } from "./slots";

/** What hands back the function that it is given, under a name that it is called by. */
const keepers = /^(useCallback|cache|unstable_cache|p?[mM]emoize)$/;

/** The functions around a call that can be called by name, innermost first. */
function homesOf(site: CallSite): FunctionNode[] {
  const homes: FunctionNode[] = [];
  for (let at = site.ancestors.length - 1; at >= 0; at--) {
    const ancestor = site.ancestors[at];
    if (ancestor?.kind !== "function") continue;
    const before = site.ancestors[at - 1];
    const given = before?.kind === "argument" && before.node.args[before.index]?.value === ancestor.node;
    if (!given || keepers.test(writtenNames(before.node.callee).at(-1) ?? "")) homes.push(ancestor.node);
  }
  return homes;
}

/** Whose callers are asked. */
export interface Owner {
  fn: FunctionNode;
  /** it takes nothing of what matters: it is the method of an object that was made with it */
  byObject: boolean;
}

/**
 * The function around a call whose parameters the request depends on, or whose arguments it is handed all at once; else the method of an
 * object that was made with what it depends on.
 */
export function ownerOf(site: CallSite, request: Request, program: Program): Owner | undefined {
  const open = openIn(request);
  const roots = rootsOf(open);
  if (roots.size === 0) return undefined;
  const spread = site.call.args.flatMap(({ kind, value }) =>
    kind !== "positional" && kind !== "named" && value.kind === "name" ? [value.name] : [],
  );
  const isRoot = (name: string) => roots.has(name) || spread.includes(name);
  const homes = homesOf(site);
  const taking = homes.find((fn) => takes(fn, isRoot));
  if (taking) return { fn: taking, byObject: false };
  const method = homes.find((fn) => isOfObject(fn, open, program));
  return method && { fn: method, byObject: true };
}

const takes = (fn: FunctionNode, isRoot: (name: string) => boolean): boolean =>
  fn.params.some((param) => namesOf(param.target).some(isRoot));

/** Whether a function is the method of an object that something open is a part of, or was made with. */
function isOfObject(fn: FunctionNode, open: readonly Hole[], program: Program): boolean {
  const owner = indexOf(program).functions.get(fn)?.owner;
  const maker = owner && constructorOf(owner);
  if (!owner || maker === fn) return false;
  const inside = open.filter(
    ({ origin }) =>
      owner.bases.length > 0 ||
      (origin.path === program.path && owner.start <= origin.start && origin.end <= owner.end),
  );
  const roots = rootsOf(inside);
  return roots.has("self") || roots.has("this") || (maker !== undefined && takes(maker, (name) => roots.has(name)));
}

function namesOf(pattern: Pattern): string[] {
  if (pattern.kind === "name") return /^(self|cls|this)$/.test(pattern.name) ? [] : [pattern.name];
  if (pattern.kind === "map-pattern") {
    const names = pattern.entries.flatMap((entry) => [entry.key, ...namesOf(entry.target)]);
    return pattern.rest ? [...names, ...namesOf(pattern.rest)] : names;
  }
  if (pattern.kind === "list-pattern") return pattern.items.flatMap((item) => (item ? namesOf(item.target) : []));
  return [];
}

const forwarded: readonly SlotKey[] = ["model", "system", "messages", "tools", "schema"];

/** What is open in a request's model and prompt, and may be known elsewhere. */
function openIn(request: Request): Hole[] {
  const holes: Hole[] = [];
  for (const key of forwarded) {
    const reading = request.readings?.[key] ?? readSlot(request, request.match.shape.slots[key]);
    if (reading) collect(reading.value, holes, 0);
    if (reading && key === "model") collectGiven(request, reading.value, holes);
  }
  if (request.map.kind !== "map" || request.map.open) collect(request.map, holes, 0);
  return holes.filter((hole) => hole.reason === "parameter" || hole.reason === "run-time value");
}

/** What holes begin with: the parameters that they depend on are among them. */
function rootsOf(holes: readonly Hole[]): ReadonlySet<string> {
  return new Set(
    holes.flatMap((hole) => [hole.parameter ?? "", hole.name].map((name) => name.split(/[.[(]/, 1)[0] ?? "")),
  );
}

/** What a model object is made with: `registry.languageModel(id)`. */
function collectGiven({ evaluator }: Request, value: Value, into: Hole[]): void {
  for (const option of value.kind === "choice" ? value.options : [value]) {
    const step = lastCall(option);
    if (!step) continue;
    const first = evaluator.argument(step, 0);
    if (first) collect(first, into, 0);
    collect(evaluator.request(step.call, { program: step.program, frame: step.frame }), into, 0);
  }
}

function collect(value: Value, into: Hole[], depth: number): void {
  if (depth > 8 || into.length > 200) return;
  switch (value.kind) {
    case "text":
      for (const piece of value.pieces) if (piece.kind === "hole") into.push(piece.hole);
      return;
    case "list":
      for (const item of value.items) collect(item.value, into, depth + 1);
      return;
    case "map":
      for (const field of value.entries.values()) collect(field.value, into, depth + 1);
      if (value.open) into.push(value.open);
      return;
    case "choice":
      for (const option of value.options) collect(option, into, depth + 1);
      return;
    case "reference": {
      if (value.root.kind === "unknown") into.push(value.root.hole);
      return;
    }
  }
}
