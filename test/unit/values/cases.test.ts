import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { print, printedFrom, workspace } from "./printed";

/**
 * A case file holds cases of the form `=== name`, files as `--- path` and their text, and `>>>` with what the argument of
 * `see(…)` in the first file is worth. UPDATE=1 writes the answers; look at them before you keep them.
 */
interface Case {
  name: string;
  files: Record<string, string>;
  first: string;
  expected: string;
  source: string;
}

const folder = join(__dirname, "cases");

for (const file of readdirSync(folder).sort()) {
  describe(`values: ${file}`, () => {
    const cases = readCases(readFileSync(join(folder, file), "utf8"));
    const answers: string[] = [];
    for (const each of cases) {
      it(each.name, async () => {
        const { evaluator, seen } = await workspace(each.files);
        const { expr, program } = seen(each.first);
        const value = evaluator.evaluate(expr, { program });
        const actual = `${print(value)}${printedFrom(value, program.path)}`.trim();
        answers.push(`${each.source}>>>\n${actual}\n`);
        if (process.env.UPDATE !== "1") assert.equal(actual, each.expected);
      });
    }
    after(() => {
      if (process.env.UPDATE === "1") writeFileSync(join(folder, file), answers.join("\n"));
    });
  });
}

function readCases(text: string): Case[] {
  return text
    .split(/^(?==== )/m)
    .filter((part) => part.startsWith("=== "))
    .map((part) => {
      const [source = "", expected = ""] = part.split(/^>>>\n/m);
      const [title = "", ...rest] = source.split(/^--- /m);
      const files: Record<string, string> = {};
      for (const each of rest) {
        const end = each.indexOf("\n");
        files[each.slice(0, end).trim()] = each.slice(end + 1);
      }
      const first = Object.keys(files)[0] ?? "";
      return { name: title.slice(4).trim(), files, first, expected: expected.trim(), source };
    });
}
