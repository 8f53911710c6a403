import assert from "node:assert/strict";
import type { Content, LlmCall, Part } from "../../../src/engine/calls/llm-call";
import { countCall, createTokenizers } from "../../../src/engine/tokens";
import type { Hole, Origin, TextPiece, TextValue } from "../../../src/engine/values/value";
import { memoryHost } from "../host";

const tokenizers = createTokenizers(memoryHost());
const origin: Origin = { path: "/w/a.ts", start: 0, end: 1 };

const text = (...pieces: (string | Hole)[]): TextValue => ({
  kind: "text",
  origin,
  pieces: pieces.map(
    (piece): TextPiece =>
      typeof piece === "string" ? { kind: "known", text: piece, origin } : { kind: "hole", hole: piece },
  ),
});
const hole = (name: string, more: Partial<Hole> = {}): Hole => ({ name, origin, reason: "parameter", ...more });
const part = (role: Part["role"], content: TextValue, more: Partial<Part> = {}): Part => ({
  role,
  content: [{ kind: "text", text: content } satisfies Content],
  times: { min: 1, max: 1 },
  origin,
  ...more,
});

function call(parts: Part[], more: Partial<LlmCall> = {}): LlmCall {
  return {
    id: "a#0",
    path: "/w/a.ts",
    language: "typescript",
    range: origin,
    anchor: origin,
    kind: "call",
    sdk: "openai",
    api: "openai.chat",
    provider: "openai",
    model: { status: "known", ids: ["gpt-4o"], how: "literal", sources: [origin] },
    parts,
    tools: [],
    output: { from: "none" },
    caching: { marks: [] },
    options: {},
    multiplicity: { times: { min: 1, max: 1 }, factors: [], historyGrows: false },
    scope: "production",
    sites: {},
    ...more,
  } as LlmCall;
}

describe("counting a call", () => {
  it("counts a known chat request exactly, message by message", () => {
    // 3 to prime the reply; 3 and the role for each message; 6 and 2 for the texts
    const count = countCall(
      call([part("system", text("You are a helpful assistant.")), part("user", text("Hello there"))]),
      undefined,
      tokenizers,
    );
    assert.equal(count.known.basis, "exact");
    assert.equal(count.known.tokens, 3 + (4 + 6) + (4 + 2));
    assert.deepEqual(
      count.lines.map((line) => [line.label, line.range.tokens]),
      [
        ["system", 10],
        ["user", 6],
        ["framing", 3],
      ],
    );
    assert.deepEqual(count.open, []);
    assert.deepEqual(count.bounded, count.known);
  });

  it("leaves holes out of the number and names them", () => {
    const count = countCall(call([part("user", text("Summarise: ", hole("doc")))]), undefined, tokenizers);
    assert.deepEqual(count.open, ["doc"]);
    assert.equal(count.bounded, undefined);
    const known = countCall(call([part("user", text("Summarise: "))]), undefined, tokenizers);
    assert.equal(count.known.tokens, known.known.tokens);
  });

  it("bounds a hole by what the code shows", () => {
    const count = countCall(
      call([part("user", text("Summarise: ", hole("doc", { maxChars: 400 })))]),
      undefined,
      tokenizers,
    );
    assert.equal(count.bounded!.high, count.known.tokens + 400);
    const either = hole("tone", { options: [text("short"), text("long and friendly")] });
    const chosen = countCall(call([part("user", text("Be ", either))]), undefined, tokenizers);
    const plain = countCall(call([part("user", text("Be "))]), undefined, tokenizers);
    assert.equal(chosen.known.tokens - plain.known.tokens, 1);
    assert.equal(chosen.bounded!.tokens - plain.known.tokens, 3);
  });

  it("ends the stable prefix at the first hole", () => {
    const stable = text("word ".repeat(400));
    const behind = countCall(call([part("system", stable), part("user", text(hole("q")))]), undefined, tokenizers);
    assert.ok(behind.stablePrefix.tokens >= 400);
    const before = countCall(
      call([
        part(
          "system",
          text(
            "Today is ",
            hole("now", { varies: "time" }),
            stable.pieces[0]!.kind === "known" ? stable.pieces[0]!.text : "",
          ),
        ),
      ]),
      undefined,
      tokenizers,
    );
    assert.ok(before.stablePrefix.tokens < 10, `${before.stablePrefix.tokens}`);
  });

  it("caches up to a written breakpoint, and nothing without one on Claude", () => {
    const model = { status: "known", ids: ["claude-sonnet-4-5"], how: "literal", sources: [origin] } as const;
    const at = {
      api: "anthropic.messages",
      provider: "anthropic",
      model: { ...model, ids: [...model.ids], sources: [...model.sources] },
    };
    const parts = [part("system", text("word ".repeat(400))), part("user", text(hole("q")))];
    assert.equal(countCall(call(parts, at), undefined, tokenizers).cachedPrefix, undefined);
    const marked = [{ ...parts[0]!, breakpoint: { origin } }, parts[1]!];
    assert.ok(countCall(call(marked, at), undefined, tokenizers).cachedPrefix!.tokens >= 400);
  });

  it("calls a private tokenizer's count an estimate with a range", () => {
    const model = {
      status: "known",
      ids: ["claude-sonnet-4-5"],
      how: "literal",
      sources: [origin],
    } as LlmCall["model"];
    const count = countCall(
      call([part("user", text("Write a short poem about the sea."))], {
        api: "anthropic.messages",
        provider: "anthropic",
        model,
      }),
      undefined,
      tokenizers,
    );
    assert.equal(count.known.basis, "estimated");
    assert.ok(count.known.low <= count.known.tokens && count.known.tokens <= count.known.high);
  });

  it("takes the vendor's family when the model is not known, and never throws for one that nobody knows", () => {
    const model = { status: "unknown", ids: [], how: "unknown", sources: [] } as LlmCall["model"];
    const openai = countCall(call([part("user", text("Hello"))], { model }), undefined, tokenizers);
    // two or three tokens prime the reply, by generation
    assert.equal(openai.known.basis, "estimated");
    assert.ok(openai.known.low <= 3 + 4 + 1 && openai.known.high >= 3 + 4 + 1);
    const other = countCall(
      call([part("user", text("Hello"))], { model, api: "langchain.chat", provider: undefined }),
      undefined,
      tokenizers,
    );
    assert.equal(other.known.basis, "estimated");
  });

  it("adds up: the lines are the number", () => {
    const model = { status: "known", ids: ["claude-opus-4-8"], how: "literal", sources: [origin] } as LlmCall["model"];
    const parts = [
      part("system", text("Be brief.")),
      part("user", text("Why is the sky blue?")),
      part("assistant", text("Rayleigh scattering.")),
      part("user", text("And at dusk?")),
    ];
    const count = countCall(
      call(parts, { api: "anthropic.messages", provider: "anthropic", model }),
      undefined,
      tokenizers,
    );
    const sum = count.lines.reduce((all, line) => all + line.range.tokens, 0);
    assert.equal(sum, count.known.tokens);
  });
});
