/** Text of the workspace inside Markdown: names, labels and messages can hold anything. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&$:]/g, (character) =>
      character === "<" ? "&lt;" : character === "&" ? "&amp;" : `\\${character}`,
    );
}

/** The editor sets columns without a gap between them. */
const gap = "&emsp;";

/** A table with a header; cells are Markdown already. `right` are the columns of numbers. */
export function table(header: string[], rows: string[][], right: number[] = []): string {
  const line = (cells: string[], between = gap) => `| ${cells.join(` | ${between}`)} |`;
  const rule = header.map((_, column) => (right.includes(column) ? "---:" : ":---"));
  return [line(header), line(rule, ""), ...rows.map((cells) => line(cells))].join("\n");
}
