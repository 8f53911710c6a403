import assert from "node:assert/strict";
import { moneyIn } from "../../../src/engine/costs/money";
import { callLabel } from "../../../src/engine/reports/label";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

/** a WAV file of silence, 1,000 bytes a second */
function wav(seconds: number): Uint8Array {
  const data = new Uint8Array(44 + 1000 * seconds);
  const view = new DataView(data.buffer);
  const write = (at: number, text: string) => data.set(Buffer.from(text), at);
  write(0, "RIFF");
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint32(28, 1000, true);
  write(36, "data");
  view.setUint32(40, 1000 * seconds, true);
  return data;
}

describe("sound that the code names", () => {
  const labels = async (code: string) => {
    const host = memoryHost({ "/w/a.ts": code, "/w/talk.wav": wav(90) });
    const session = await createSession(host);
    return session.analyse("/w/a.ts").calls.map((call) => callLabel(call, moneyIn(undefined)));
  };
  const start = 'import OpenAI from "openai";\nimport fs from "node:fs";\nconst client = new OpenAI();\n';

  it("is billed by the minute, or by its tokens, as the model is", async () => {
    const hear = (model: string) =>
      `await client.audio.transcriptions.create({ file: fs.createReadStream("talk.wav"), model: "${model}" });\n`;
    // 1.5 minutes at $0.006; 900 tokens at $6 a million
    assert.deepEqual(await labels(start + hear("whisper-1") + hear("gpt-4o-transcribe")), [
      "1 min 30 s of sound in · $0.009 a call",
      "≈900 in, 1 min 30 s of sound · from $0.0054 a call",
    ]);
  });

  it("stays a rate where its length is not known", async () => {
    const code = `${start}export const hear = (name: string) => client.audio.transcriptions.create({ file: fs.createReadStream(name), model: "whisper-1" });\n`;
    assert.match((await labels(code))[0]!, /0\+ in · \$0\.006\d* a minute of sound/);
  });
});
