/**
 * The text with as few lines as still fail (delta debugging over lines). `fails` is asked at most `budget` times.
 */
export async function minimise(text: string, fails: (text: string) => Promise<boolean>, budget = 400): Promise<string> {
  let lines = text.split("\n");
  let parts = 2;
  let left = budget;
  while (lines.length > 1 && left > 0) {
    const size = Math.ceil(lines.length / parts);
    let smaller: string[] | undefined;
    for (let at = 0; at < lines.length && left > 0 && smaller === undefined; at += size) {
      const without = [...lines.slice(0, at), ...lines.slice(at + size)];
      left -= 1;
      if (await fails(without.join("\n"))) smaller = without;
    }
    if (smaller !== undefined) {
      lines = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) break;
    else parts = Math.min(lines.length, parts * 2);
  }
  return lines.join("\n");
}
