import assert from "node:assert/strict";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const rule = "use-cheaper-model";

async function silenced(file: string, before: string, at: string): Promise<string | undefined> {
  const path = `/w/${file}`;
  const session = await createSession(memoryHost({ [path]: before }));
  const edit = session.writeSilence(rule, { path, start: before.indexOf(at) });
  return edit && applyEdits(before, [edit]);
}

describe("silencing a rule at a place", () => {
  it("writes a comment above the line, indented as it", async () => {
    assert.equal(
      await silenced("a.py", "def f():\r\n    ask('x')\r\n", "ask"),
      `def f():\r\n    # tokenbill-ignore-next-line ${rule}\r\n    ask('x')\r\n`,
    );
    assert.equal(await silenced("a.ts", "ask();\n", "ask"), `// tokenbill-ignore-next-line ${rule}\nask();\n`);
  });

  it("never writes into a text: of a template, of a docstring, of a prompt file", async () => {
    assert.equal(await silenced("a.ts", "const t = `\nAnswer: ${ask()}`;\n", "ask"), undefined);
    assert.equal(await silenced("a.py", 'T = f"""\nAnswer: {ask()}"""\n', "ask"), undefined);
    assert.equal(await silenced("AGENTS.md", "# Rules\nAnswer briefly.\n", "Answer"), undefined);
  });
});
