/** Replace `[start, end)` of a file's text (UTF-16 offsets, as in Program) by `text`. */
export interface TextEdit {
  path: string;
  start: number;
  end: number;
  text: string;
}
