import type { LanguageId, Span } from "../syntax/program";
import type { TextEdit } from "./text-edit";
import { escapeString } from "./write-literal";

/**
 * Replaces what a string literal says and keeps its quotes and prefix. Undefined when the range is not one whole literal
 * (adjacent literals, a concatenation), or the literal cannot say the new text.
 */
export function replaceString(
  source: { path: string; text: string; language: LanguageId },
  span: Span,
  content: string,
): TextEdit | undefined {
  const code = source.text.slice(span.start, span.end);
  const opening = source.language === "python" ? /^([A-Za-z]{0,2})("""|'''|"|')/.exec(code) : /^()(["'`])/.exec(code);
  if (!opening) return undefined;
  const prefix = opening[1]!.toLowerCase();
  const quote = opening[2]!;
  if (literalEnd(code, opening[0].length, quote) !== code.length) return undefined;
  const written = writeContent(content, prefix, quote);
  if (written === undefined) return undefined;
  return {
    path: source.path,
    start: span.start + opening[0].length,
    end: span.end - quote.length,
    text: written,
  };
}

/** The offset after the closing quote. A template with an expression in it is refused: it is not one known text. */
function literalEnd(code: string, from: number, quote: string): number | undefined {
  for (let at = from; at < code.length; at++) {
    if (code[at] === "\\") at++;
    else if (quote === "`" && code.startsWith("${", at)) return undefined;
    else if (code.startsWith(quote, at)) return at + quote.length;
  }
  return undefined;
}

function writeContent(content: string, prefix: string, quote: string): string | undefined {
  if (prefix.includes("b") && /[^\x20-\x7e]/.test(content)) return undefined;
  if (prefix.includes("r")) return /[\\\r\n]/.test(content) || content.includes(quote[0]!) ? undefined : content;
  let written = escapeString(content, quote);
  if (quote === "`") written = written.replaceAll("${", "\\${");
  if (prefix.includes("f")) written = written.replaceAll("{", "{{").replaceAll("}", "}}");
  return written;
}
