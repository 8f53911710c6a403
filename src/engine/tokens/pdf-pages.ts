const mark = "%PDF-";
/** characters on either side of a tree's type in which its other entries stand */
const reach = 2000;
const treeLimit = 2000;

/**
 * Pages of a PDF whose page tree is not compressed: the largest count that a tree states, else how many pages stand there.
 * Undefined for anything else.
 */
export function pdfPages(bytes: Uint8Array): number | undefined {
  const text = new TextDecoder("latin1").decode(bytes);
  if (!text.startsWith(mark)) return undefined;
  let most = 0;
  let trees = 0;
  for (const { index } of text.matchAll(/\/Type\s*\/Pages\b/g)) {
    if (trees++ > treeLimit) break;
    // the object that the tree is, and nothing of the ones beside it
    const [before, after] = [text.slice(Math.max(0, index - reach), index), text.slice(index, index + reach)];
    const end = after.indexOf("endobj");
    const object = before.slice(before.lastIndexOf("obj") + 1) + (end < 0 ? after : after.slice(0, end));
    const count = object.match(/\/Count\s+(\d{1,6})/);
    if (count) most = Math.max(most, Number(count[1]));
  }
  return most > 0 ? most : text.match(/\/Type\s*\/Page\b(?!s)/g)?.length;
}
