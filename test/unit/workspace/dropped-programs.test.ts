import assert from "node:assert/strict";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const provider = (name: string, model: string) => `import OpenAI from "openai";
const openai = new OpenAI();
export const ${name} = (prompt: string) =>
  openai.responses.create({ model: "${model}", max_output_tokens: 100, input: prompt });
`;

/** Two providers behind one function, whose callers are found out for the first and known for the second. */
const files = {
  "/w/a.ts": provider("sendA", "gpt-4o"),
  "/w/b.ts": provider("sendB", "gpt-4o-mini"),
  "/w/client.ts": `import { sendA } from "./a";
import { sendB } from "./b";
export async function ask(prompt: string, cheap: boolean) {
  return cheap ? sendB(prompt) : sendA(prompt);
}
`,
  "/w/main.ts": `import { ask } from "./client";
export const greet = () => ask("Say hello to our customer.", process.env.CHEAP === "1");
export const part = () => ask("Say goodbye, and say it at length.", process.env.CHEAP === "1");
`,
};

/** The calls of a workspace in which so many characters of files are kept parsed. */
async function calls(room?: number) {
  const session = await createSession(memoryHost(files), undefined, { room });
  const report = await session.analyseWorkspace();
  return report.calls.map(({ call, cost }) => [call.path, call.anchor.start, call.model.ids, cost?.floor]);
}

describe("programs dropped for room", () => {
  it("take no callers with them that files share", async () => {
    const all = await calls();
    assert.equal(all.filter(([path]) => path === "/w/main.ts").length, 4);
    assert.deepEqual(await calls(0), all);
  });
});
