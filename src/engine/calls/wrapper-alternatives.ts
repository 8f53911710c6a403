import type { CallSite } from "../syntax/call-sites";
import { alternativesOf } from "./alternatives";
import type { WrapperCaller } from "./wrappers";

/** One call of a wrapper may reach several requests. Those that exclude each other, at whatever depth their ways part, share a group. */
export function groupAlternatives(callers: readonly WrapperCaller[]): void {
  const places = new Map<string, WrapperCaller[]>();
  for (const caller of callers) {
    const key = `${caller.call.path}#${caller.call.anchor.start}`;
    places.set(key, [...(places.get(key) ?? []), caller]);
  }
  for (const [key, group] of places) {
    part(group, 1, key);
    // the requests that the other classes' methods send are found with their own files: the same key makes them alternatives there too
    const ordinals = new Map<unknown, number>();
    for (const { call, dispatched } of group) {
      if (!dispatched) continue;
      const own = call.alternatives ?? call;
      const ordinal = ordinals.get(own) ?? ordinals.size;
      ordinals.set(own, ordinal);
      call.alternatives = `${key}/class:${ordinal}`;
    }
  }
}

function part(callers: readonly WrapperCaller[], depth: number, key: string): void {
  if (callers.length < 2) return;
  const bySite = new Map<CallSite, WrapperCaller[]>();
  for (const caller of callers) {
    const site = caller.way[depth];
    if (site) bySite.set(site, [...(bySite.get(site) ?? []), caller]);
  }
  for (const [site, inner] of bySite) part(inner, depth + 1, `${key}/${site.call.start}`);
  if (bySite.size < 2) return;
  const exclusive = alternativesOf([...bySite.keys()]);
  for (const [site, inner] of bySite) {
    const group = exclusive.get(site.call);
    // several requests behind one arm are a sum, unless they exclude each other themselves
    if (group === undefined || new Set(inner.map(({ call }) => call.alternatives ?? call)).size > 1) continue;
    for (const { call } of inner) call.alternatives = `${key}/${depth}:${group}`;
  }
}
