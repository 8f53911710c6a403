import assert from "node:assert/strict";
import { createPrefilter } from "../../../src/engine/files/prefilter";

describe("pre-filter", () => {
  const names = new Set(["create", "parse"]);
  const filter = createPrefilter(
    () =>
      new Map([
        ["openai", undefined],
        ["chat.completions", undefined],
        ["import ai", names],
        ["import ai.tools", new Set(["bind"])],
      ]),
  );
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("keeps a file with one of the words, and rules out the rest", () => {
    assert.equal(filter(bytes("const r = client.chat.completions.create()")), true);
    assert.equal(filter(bytes("chatXcompletions")), false, "words are literal, not patterns");
    assert.equal(filter(bytes("")), false);
  });

  it("looks at the window of a larger buffer only", () => {
    const whole = bytes("openai and more");
    assert.equal(filter(whole.subarray(6)), false);
  });

  it("asks for a name that is called, or taken to be called otherwise, where a word says too little", () => {
    for (const use of [
      "client.create(",
      "client.create (",
      "client.create?.(",
      "client\n  .parse<Answer>(",
      "ask = client.create\nask()",
      "ask = create\nask()",
      "to_thread(client.create, 1)",
      "map(create, texts)",
      "from ai import create as ask",
      "client.create \\\n  (",
    ])
      assert.equal(filter(bytes(`import ai\n${use}`)), true, use);
    for (const use of ["", "recreate()", "create: bool", "import created", "# it creates", "bind(it)"])
      assert.equal(filter(bytes(`import ai\n${use}`)), false, use);
    assert.equal(filter(bytes("client.create()")), false);
  });

  it("knows the words that another word begins with", () => {
    assert.equal(filter(bytes("import ai.tools\nbind(it)")), true);
    assert.equal(filter(bytes("import ai.tools\ncreate()")), true);
    assert.equal(filter(bytes("import ai.tools")), false);
  });

  it("goes by the words alone where code stands in JSON", () => {
    assert.equal(filter(bytes('"import ai", "cre", "ate()"'), true), true);
    assert.equal(filter(bytes('"cre", "ate()"'), true), false);
  });
});
