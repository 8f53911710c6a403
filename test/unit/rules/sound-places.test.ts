import assert from "node:assert/strict";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

describe("fixes in code that does not parse", () => {
  const code = (limit: string) => `import OpenAI from "openai";
export const ask = (input: string) => new OpenAI().responses.create({ model: "gpt-4o-mini", max_output_tokens: 9, input });
// tokenbill-ignore-next-line use-cheaper-model
export const limit = ${limit};
`;

  it("are not offered, those of a comment that silences nothing neither, and the reason is told", async () => {
    const unused = async (limit: string) => {
      const session = await createSession(memoryHost({ "/w/a.ts": code(limit) }));
      return session.analyse("/w/a.ts").findings.find(({ rule }) => rule === "no-unused-silence");
    };
    assert.equal((await unused("10"))?.fixes.length, 1);
    const broken = await unused("ask(10)  const other = (text: string) => use-pr});");
    assert.equal(broken?.fixes.length, 0);
    assert.match(broken?.disabled ?? "", /does not parse/);
  });
});
