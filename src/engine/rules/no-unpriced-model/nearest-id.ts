import type { Catalogue } from "../../models/catalogue";

const longest = 60;

/** The provider's model that an id is a likely misspelling of: one or two letters off, and no digit changed. */
export function nearestId(id: string, provider: string, catalogue: Catalogue): string | undefined {
  if (id.length < 4 || id.length > longest) return undefined;
  let best: { id: string; distance: number } | undefined;
  for (const model of catalogue.models) {
    if (model.provider !== provider || digitsOf(model.id) !== digitsOf(id)) continue;
    const distance = editDistance(id, model.id, 2);
    if (distance <= 2 && distance > 0 && distance < (best?.distance ?? 3)) best = { id: model.id, distance };
  }
  return best?.id;
}

/** Another digit is another version, not a slip. */
function digitsOf(id: string): string {
  return id.replace(/\D/g, "");
}

/** Levenshtein distance with swapped neighbours as one step; `limit + 1` when it is more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
