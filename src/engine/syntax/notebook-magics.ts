/**
 * IPython's own syntax is not Python's: `%magic`, `!command`, `name?`, and cells that begin with `%%`. It is blanked out so
 * that every other character keeps its place. What a magic stands for is unknown: an assigned one becomes the name `_`.
 */
export function blankMagics(cell: string): string {
  const first = /^\s*%%(\w+)[^\n]*/.exec(cell);
  if (first) {
    // These run the cell as Python; any other hands it to something else.
    const isPython = /^(?:time|timeit|capture|prun|memit|mprun|python3?)$/.test(first[1]!);
    if (!isPython) return blank(cell);
    return blank(first[0]) + blankLines(cell.slice(first[0].length));
  }
  return blankLines(cell);
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/** Blanks a statement of one line, leaving one that does nothing: a block must not become empty. */
const blankStatement = (text: string): string =>
  text.trimEnd().length < 4 ? blank(text) : `pass${blank(text.slice(4))}`;

const blankCommand = (text: string): string => `_${blank(text.slice(1))}`;

function blankLines(text: string): string {
  if (!/[%!?]/.test(text)) return text;
  const scanner: Scanner = { quote: "", depth: 0 };
  const lines = text.split("\n");
  let continued = false;
  for (const [index, line] of lines.entries()) {
    if (continued) {
      continued = line.trimEnd().endsWith("\\");
      lines[index] = blank(line);
      continue;
    }
    const atStart = scanner.quote === "" && scanner.depth === 0 && !scanner.joined;
    const magic = atStart ? magicIn(line) : undefined;
    if (magic) {
      lines[index] = magic.text;
      if (magic.whole) {
        continued = line.trimEnd().endsWith("\\");
        continue;
      }
    }
    scan(scanner, lines[index]!);
  }
  return lines.join("\n");
}

const python = /^(\s*)(%(?:time|timeit|prun|memit)\b(?:[ \t]+-[A-Za-z]\S*(?:[ \t]+\d+)?)*)(?=[ \t]+\S)/;
const command = /^(\s*)([%!?][\s\S]*)$/;
const assigned = /^(\s*[A-Za-z_][\w.,[\] \t]{0,200}=[ \t]*)((?:!|%[A-Za-z])[\s\S]*)$/;
const help = /^(\s*)([%\w.]+\?{1,2})\s*$/;

/** A line with its magic blanked; `whole` when nothing else is left of it. */
function magicIn(line: string): { text: string; whole: boolean } | undefined {
  const timed = python.exec(line);
  if (timed) return { text: timed[1]! + blank(timed[2]!) + line.slice(timed[0].length), whole: false };
  const whole = command.exec(line) ?? help.exec(line);
  if (whole) return { text: whole[1]! + blankStatement(line.slice(whole[1]!.length)), whole: true };
  const value = assigned.exec(line);
  if (value) return { text: value[1]! + blankCommand(value[2]!), whole: true };
  return undefined;
}

interface Scanner {
  /** the quote of the string that is open */
  quote: string;
  /** open brackets */
  depth: number;
  /** the last line ended with a backslash */
  joined?: boolean;
}

/** Follows strings and brackets through a line of Python. */
function scan(scanner: Scanner, line: string): void {
  scanner.joined = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (character === "\\") {
      if (line.slice(at + 1).trim() === "") scanner.joined = true;
      at++;
    } else if (scanner.quote !== "") {
      if (line.startsWith(scanner.quote, at)) {
        at += scanner.quote.length - 1;
        scanner.quote = "";
      }
    } else if (character === "#") break;
    else if (character === '"' || character === "'") {
      const triple = character.repeat(3);
      scanner.quote = line.startsWith(triple, at) ? triple : character;
      at += scanner.quote.length - 1;
    } else if ("([{".includes(character)) scanner.depth++;
    else if (")]}".includes(character)) scanner.depth = Math.max(0, scanner.depth - 1);
  }
  // A plain string ends with its line, closed or not.
  if (scanner.quote.length === 1 && !scanner.joined) scanner.quote = "";
}
