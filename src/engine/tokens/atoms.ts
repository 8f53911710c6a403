/** Strings that are one token wherever they stand in a text, and part it: a tokenizer's user-defined symbols. */
type Node = Map<number, Node> & { ends?: boolean };

/**
 * Counts a text that is parted by atoms: each is one token, the leftmost first, the longest among those that begin at one place.
 *
 * @param count counts what lies between them
 */
export function countAround(atoms: readonly string[], count: (text: string) => number): (text: string) => number {
  if (atoms.length === 0) return count;
  const root: Node = new Map();
  for (const atom of atoms) add(root, atom);
  return (text) => {
    let tokens = 0;
    let from = 0;
    for (let at = 0; at < text.length; ) {
      const node = root.get(text.charCodeAt(at));
      const end = node ? longest(node, text, at + 1) : 0;
      if (end === 0) at++;
      else {
        if (at > from) tokens += count(text.slice(from, at));
        tokens++;
        at = end;
        from = end;
      }
    }
    return from < text.length ? tokens + count(text.slice(from)) : tokens;
  };
}

function add(root: Node, atom: string): void {
  let node = root;
  for (let i = 0; i < atom.length; i++) {
    const code = atom.charCodeAt(i);
    const next: Node = node.get(code) ?? new Map();
    node.set(code, next);
    node = next;
  }
  node.ends = true;
}

/** The end of the longest atom that goes on from a node; 0 when there is none. */
function longest(first: Node, text: string, start: number): number {
  let end = first.ends ? start : 0;
  let node: Node | undefined = first;
  for (let at = start; at < text.length; at++) {
    node = node.get(text.charCodeAt(at));
    if (!node) break;
    if (node.ends) end = at + 1;
  }
  return end;
}
