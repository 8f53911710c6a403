import assert from "node:assert/strict";
import { findIn } from "./find";

const places = async (files: Record<string, string>, path: string) =>
  (await findIn(files, path)).map((call) => `${call.path.slice(3)} ${call.kind}`);

describe("what a test replaces", () => {
  const title = `import { generateText } from "ai";
export const titleOf = (text: string) => generateText({ model: "openai/gpt-5-mini", prompt: "Title: " + text });
`;
  const test = (head: string) => `${head}
import { titleOf } from "../lib/title";
await titleOf("An order that came late");
`;

  it("is no caller when the SDK or a file on the way is replaced", async () => {
    for (const [head, expected] of [
      ["", ["lib/title.ts call", "test/title.test.ts wrapper-caller"]],
      ['vi.mock("ai", () => ({}));', ["lib/title.ts call"]],
      ['jest.mock("../lib/title");', ["lib/title.ts call"]],
      ['vi.mock("@/lib/other");', ["lib/title.ts call", "test/title.test.ts wrapper-caller"]],
    ] as const) {
      const files = { "/w/lib/title.ts": title, "/w/test/title.test.ts": test(head) };
      assert.deepEqual(await places(files, "/w/lib/title.ts"), expected, head);
    }
  });

  it("is no call in the test's own file", async () => {
    const own = (head: string) => `${head}
import { generateText } from "ai";
await generateText({ model: "openai/gpt-5", prompt: "hi" });
`;
    assert.deepEqual(await places({ "/w/a.test.ts": own('vi.mock("ai");') }, "/w/a.test.ts"), []);
    assert.deepEqual(await places({ "/w/a.test.ts": own('vi.mock("fs");') }, "/w/a.test.ts"), ["a.test.ts call"]);
  });

  it("is known by its name in Python, where the test says that it patches", async () => {
    const model = `import litellm
def send(text):
    return litellm.completion(model="gpt-4o", messages=[{"role": "user", "content": "Say " + text}])
`;
    const caller = (head: string) => `${head}
from model import send
send("something")
`;
    for (const [head, count] of [
      ["", 2],
      ['from unittest.mock import patch\nwith patch("model.litellm.completion") as fake:\n    pass', 1],
      ['import pytest\ndef test(monkeypatch):\n    monkeypatch.setattr(model, "send", None)', 1],
      ['from unittest.mock import patch\nwith patch("os.completion"):\n    pass', 2],
      ['client.patch("/completion")', 2],
    ] as const) {
      const files = { "/w/model.py": model, "/w/test_model.py": caller(head) };
      assert.equal((await places(files, "/w/model.py")).length, count, head);
    }
  });

  it("is a model that only pretends to be one", async () => {
    const file = (model: string) => `from pydantic_ai import Agent
from pydantic_ai.models.function import FunctionModel
from pydantic_ai.models.test import TestModel
agent = Agent(${model}, instructions="Be brief.")
agent.run_sync("hi")
`;
    assert.deepEqual(await places({ "/w/a.py": file('"openai:gpt-5"') }, "/w/a.py"), ["a.py call"]);
    assert.deepEqual(await places({ "/w/a.py": file("TestModel()") }, "/w/a.py"), []);
    assert.deepEqual(await places({ "/w/a.py": file("FunctionModel(lambda m, i: None)") }, "/w/a.py"), []);
  });

  it("is everything in a test's file that brings mocks along, and nothing elsewhere", async () => {
    const file = `from unittest.mock import AsyncMock
from openai import OpenAI
OpenAI().responses.create(model="gpt-5", input="hi")
`;
    assert.deepEqual(await places({ "/w/tests/test_a.py": file }, "/w/tests/test_a.py"), []);
    assert.deepEqual(await places({ "/w/app/a.py": file }, "/w/app/a.py"), ["app/a.py call"]);
  });
});
