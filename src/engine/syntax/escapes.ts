const simple: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v" };

const codePoint = (hex: string): string | undefined => {
  const value = Number.parseInt(hex, 16);
  return value <= 0x10ffff ? String.fromCodePoint(value) : undefined;
};

const lineBreaks = /\r\n?/g;

/** Source line breaks inside a literal that spans lines count as `\n` in both languages. */
export const withUnixLineBreaks = (raw: string): string => (raw.includes("\r") ? raw.replace(lineBreaks, "\n") : raw);

const javaScriptEscape =
  /\\(?:u\{([0-9a-fA-F]{1,8})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3]?[0-7]{1,2})|([\s\S]))/g;

/** The text that a JavaScript string or template stands for. What is no valid escape stays as written. */
export function cookJavaScript(raw: string): string {
  const text = withUnixLineBreaks(raw);
  if (!text.includes("\\")) return text;
  return text.replace(javaScriptEscape, (whole, braced, four, two, octal, other) => {
    const hex = braced ?? four ?? two;
    if (hex !== undefined) return codePoint(hex) ?? whole;
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (other === "\n" || other === "\u2028" || other === "\u2029") return "";
    return simple[other] ?? other;
  });
}

const pythonEscape =
  /\\(?:N\{[^}]{0,120}\}|U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/g;

/** The text that the inside of a Python literal stands for. `\N{name}` and unknown escapes stay as written. */
export function cookPython(raw: string, options: { raw: boolean; bytes: boolean }): string {
  const text = withUnixLineBreaks(raw);
  if (options.raw || !text.includes("\\")) return text;
  return text.replace(pythonEscape, (whole, eight, four, two, octal, other) => {
    const hex = options.bytes ? two : (eight ?? four ?? two);
    if (hex !== undefined) return codePoint(hex) ?? whole;
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (other === undefined) return whole;
    if (other === "\n") return "";
    if (other === "a") return "\x07";
    if (other === "\\" || other === "'" || other === '"') return other;
    return simple[other] ?? whole;
  });
}
