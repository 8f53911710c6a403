import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./steps.mjs";

/** `l10n.t("…"`: the text is one plain literal, or nobody could translate it. */
const call = /\bl10n\.t\(\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(text)\b)?/g;

/**
 * What the code in some folders shows in the reader's language, as VS Code's l10n bundle: each text by itself, in order.
 *
 * @param {string[]} folders relative to the project
 * @param {string[]} more texts that are shown through a variable, which is then called `text`
 */
export function gatherTexts(folders, more) {
  const texts = new Set(more);
  for (const folder of folders) {
    for (const name of readdirSync(inRoot(folder)).filter((file) => file.endsWith(".ts"))) {
      const source = readFileSync(inRoot(folder, name), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
      for (const [found, literal, variable] of source.matchAll(call)) {
        if (literal !== undefined) texts.add(textIn(literal));
        else if (variable === undefined) throw new Error(`${join(folder, name)}: ${found} takes one plain text`);
      }
    }
  }
  return Object.fromEntries([...texts].sort().map((text) => [text, text]));
}

function textIn(literal) {
  if (literal.startsWith('"')) return JSON.parse(literal);
  return JSON.parse(`"${literal.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"`);
}
