import assert from "node:assert/strict";
import type { LlmCall } from "../../../src/engine/calls/llm-call";
import { factsOf } from "../../../src/engine/calls/program-facts";
import { createParsers } from "../../../src/engine/syntax";
import type { Program } from "../../../src/engine/syntax/program";
import { withLooseTree, withTreeAsItIs } from "../../../src/engine/workspace/loose-tree";
import { memoryHost } from "../host";

describe("a call that finds its node again", () => {
  const path = "/w/a.ts";
  let parse: (text: string) => Program;
  let now: Program | undefined;
  let call: LlmCall;
  const read = () => now;

  before(async () => {
    const parsers = await createParsers(memoryHost({}));
    parse = (text) => parsers.parse(path, text);
  });

  beforeEach(() => {
    const program = parse("ask(1);\nask(2).then(done);\n");
    const node = factsOf(program).sites.find(({ call: { start } }) => program.text.startsWith("ask(2)", start))!.call;
    const { start, end } = node;
    const written = { node, program, style: { kind: "positional" } };
    now = program;
    call = withLooseTree({ path, range: { start, end }, call: written } as LlmCall, read);
  });

  it("has the node of the program that is there when it is asked", () => {
    const { text } = now!;
    now = parse(text);
    const { node, program } = withTreeAsItIs(call, read).call!;
    assert.equal(program, now);
    assert.ok(factsOf(now).sites.some((site) => site.call === node));
    assert.equal(text.slice(node.start, node.end), text.slice(call.range.start, call.range.end));
  });

  it("has none where the text is another one by then", () => {
    now = parse("// nothing is asked here any more, and nobody waits\n");
    assert.equal(withTreeAsItIs(call, read).call, undefined);
  });

  it("has none where the file is gone", () => {
    now = undefined;
    assert.equal(withTreeAsItIs(call, read).call, undefined);
  });

  it("does not hold the program", () => {
    assert.deepEqual(Object.values(call.call!), [{ kind: "positional" }]);
  });
});
