import type { CallSite } from "../syntax/call-sites";
import type { BranchArm, BranchStatement, CallNode, Statement } from "../syntax/program";

/**
 * Calls that exclude each other: branches of an `if`, a `switch`, a `try` and its `except`, and what follows a branch that always
 * returns. The n-th call of each arm shares a group, so that a total counts the dearest and never leaves out a second call in one arm.
 */
export function alternativesOf(sites: readonly CallSite[]): Map<CallNode, string> {
  const group = new Map<CallNode, number>();
  for (const [at, site] of sites.entries()) group.set(site.call, at);
  const merge = (a: number, b: number) => {
    for (const [call, key] of group) if (key === Math.max(a, b)) group.set(call, Math.min(a, b));
  };
  for (const branch of branchesOf(sites)) {
    const arms = armsOf(branch, sites);
    if (arms.length < 2) continue;
    const lists = arms.map((calls) => [...new Set(calls.map((call) => group.get(call) ?? -1))]);
    const [first = [], ...others] = lists.sort((a, b) => b.length - a.length);
    for (const other of others)
      other.forEach((key, at) => {
        const target = first[at];
        if (target !== undefined && target !== key) merge(target, key);
      });
  }
  const sizes = new Map<number, number>();
  for (const key of group.values()) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const keys = new Map<CallNode, string>();
  for (const [call, key] of group) if ((sizes.get(key) ?? 0) > 1) keys.set(call, String(key));
  return keys;
}

/** The branches around the calls, innermost first. */
function branchesOf(sites: readonly CallSite[]): BranchStatement[] {
  const branches = new Set<BranchStatement>();
  for (const site of sites)
    for (const ancestor of site.ancestors) if (ancestor.kind === "arm") branches.add(ancestor.node);
  return [...branches].sort((a, b) => a.end - a.start - (b.end - b.start));
}

function armsOf(branch: BranchStatement, sites: readonly CallSite[]): CallNode[][] {
  const arms = new Map<BranchArm, CallNode[]>();
  for (const site of sites)
    for (const ancestor of site.ancestors) {
      if (ancestor.kind !== "arm" || ancestor.node !== branch || ancestor.arm.role === "finally") continue;
      const list = arms.get(ancestor.arm) ?? [];
      list.push(site.call);
      arms.set(ancestor.arm, list);
    }
  const lists = [...arms.values()];
  // `if (x) return a(); return b()`
  const leaving = branch.how !== "try" && [...arms.keys()].every((arm) => leaves(arm.body));
  if (leaving && lists.length > 0) {
    const inside = sites.find((site) => site.call === lists[0]?.[0]);
    const home = inside && enclosing(inside);
    const after = sites.filter(
      (site) => site.call.start >= branch.end && enclosing(site) === home && sameArms(site, inside, branch),
    );
    if (after.length > 0) lists.push(after.map((site) => site.call));
  }
  return lists;
}

function leaves(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  return last?.kind === "return";
}

function enclosing(site: CallSite): unknown {
  for (let at = site.ancestors.length - 1; at >= 0; at--) {
    const ancestor = site.ancestors[at];
    if (ancestor?.kind === "function") return ancestor.node;
  }
  return undefined;
}

/** Whether a call that comes after a branch stands in every block that the branch stands in. */
function sameArms(site: CallSite, inside: CallSite | undefined, branch: BranchStatement): boolean {
  const around: unknown[] = [];
  for (const ancestor of inside?.ancestors ?? []) {
    if (ancestor.kind === "arm" && ancestor.node === branch) break;
    around.push(ancestor.kind === "arm" ? ancestor.arm : ancestor.node);
  }
  const own = site.ancestors.map((ancestor) => (ancestor.kind === "arm" ? ancestor.arm : ancestor.node)) as unknown[];
  return around.every((node) => own.includes(node));
}
