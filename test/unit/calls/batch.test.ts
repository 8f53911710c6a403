import assert from "node:assert/strict";
import { printText } from "../values/printed";
import { describeCall, findIn } from "./find";

const line = (id: number, body: object) =>
  JSON.stringify({ custom_id: `${id}`, method: "POST", url: "/v1/chat/completions", body });
const ask = (content: string) => ({ model: "gpt-4o-mini", max_tokens: 50, messages: [{ role: "user", content }] });
const code = `from openai import OpenAI
client = OpenAI()
upload = client.files.create(file=open("data/questions.jsonl", "rb"), purpose="batch")
client.batches.create(input_file_id=upload.id, endpoint="/v1/chat/completions", completion_window="24h")
`;

async function batchOf(lines: readonly string[]) {
  const files = { "/w/run.py": code, "/w/data/questions.jsonl": lines.join("\n") };
  const [call, ...others] = await findIn(files, "/w/run.py");
  assert.deepEqual(others, []);
  return call ?? assert.fail("no call");
}

describe("batch files", () => {
  it("each line is a request: model, cap and text from the file, as many times as there are lines", async () => {
    const call = await batchOf([
      line(1, ask("Is it red or green?")),
      line(2, ask("Is it?")),
      line(3, ask("Is it red?")),
      "",
    ]);
    const words = describeCall(call);
    for (const word of ["batch", "model=gpt-4o-mini", "cap=50", "parts=user", "times=3"])
      assert.ok(words.includes(word), `${word} in ${words.join(" ")}`);
    const [content] = call.parts[0]!.content;
    const [piece] = content?.kind === "text" ? content.text.pieces : [];
    const texts = piece?.kind === "hole" ? piece.hole.options?.map(printText) : undefined;
    assert.deepEqual(texts, ["Is it red or green?", "Is it?", "Is it red?"]);
  });

  it("models that differ are a choice", async () => {
    const call = await batchOf([line(1, ask("a")), line(2, { ...ask("b"), model: "gpt-4o" })]);
    assert.deepEqual([call.model.status, call.model.ids], ["choice", ["gpt-4o-mini", "gpt-4o"]]);
  });

  it("lines that are no JSON leave a batch of which nothing is known", async () => {
    const call = await batchOf(["not json", "{", "[1]"]);
    assert.deepEqual([call.options.batch, call.model.status], [true, "unknown"]);
  });
});
