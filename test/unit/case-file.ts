import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A case file holds cases of the form `=== name`, files as `--- path` and their text, and `>>>` with the expected answer.
 * UPDATE=1 writes the answers; look at them before you keep them.
 */
export interface Case {
  name: string;
  files: Record<string, string>;
  first: string;
  expected: string;
  source: string;
}

/** One test for each case of each file in a folder. */
export function testCases(
  title: string,
  folder: string,
  answer: (files: Case["files"], first: string) => Promise<string>,
) {
  for (const file of readdirSync(folder).sort()) {
    describe(`${title}: ${file}`, () => {
      const answers: string[] = [];
      for (const { name, files, first, expected, source } of readCases(readFileSync(join(folder, file), "utf8"))) {
        it(name, async () => {
          const actual = (await answer(files, first)).trim();
          answers.push(`${source}>>>\n${actual}\n`);
          if (process.env.UPDATE !== "1") assert.equal(actual, expected);
        });
      }
      after(() => {
        if (process.env.UPDATE === "1") writeFileSync(join(folder, file), answers.join("\n"));
      });
    });
  }
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
