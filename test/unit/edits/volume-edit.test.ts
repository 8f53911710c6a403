import assert from "node:assert/strict";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const call = 'client.responses.create(model="gpt-5", input="Hi", max_output_tokens=9)';
const python = (body: string) => `from openai import OpenAI\nclient = OpenAI()\n${body}`;
const script = (body: string) => `import OpenAI from "openai";\nconst client = new OpenAI();\n${body}`;
const request = 'client.responses.create({ model: "gpt-5", input: "Hi", max_output_tokens: 9 })';

describe("the volume of a call", () => {
  const cases: [what: string, file: string, before: string, after: string | undefined][] = [
    [
      "above the call",
      "a.py",
      python(`def f():\n    return ${call}\n`),
      python(`def f():\n    # tokenbill: calls=5k/week\n    return ${call}\n`),
    ],
    [
      "with the file's line ends",
      "a.ts",
      script(`${request};\n`).replaceAll("\n", "\r\n"),
      script(`// tokenbill: calls=5k/week\n${request};\n`).replaceAll("\n", "\r\n"),
    ],
    [
      "in the directive that is there",
      "a.py",
      python(`# tokenbill: calls=1/day output=4\n${call}\n`),
      python(`# tokenbill: calls=5k/week output=4\n${call}\n`),
    ],
    [
      "in a directive that says something else",
      "a.ts",
      script(`/* tokenbill: output=4 */\n${request};\n`),
      script(`/* tokenbill: calls=5k/week output=4 */\n${request};\n`),
    ],
    ["not inside of a text", "a.ts", script(`const t = \`one\n\${await ${request}}\n\`;\n`), undefined],
  ];
  for (const [what, file, before, after] of cases) {
    it(`is written ${what}`, async () => {
      const path = `/w/${file}`;
      const session = await createSession(memoryHost({ [path]: before }));
      const found = session.analyse(path).calls[0];
      assert.ok(found, "a call");
      const edit = session.writeVolume(found.call, "5k/week");
      assert.equal(edit && applyEdits(before, [edit]), after);
      if (after === undefined) return;
      session.change(path, after, 1);
      const { usage } = session.analyse(path).calls[0]!;
      assert.equal(Math.round(usage?.callsPerMonth ?? 0), 21_741);
    });
  }
});
