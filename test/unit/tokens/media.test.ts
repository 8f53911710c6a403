import assert from "node:assert/strict";
import { createTokenizers } from "../../../src/engine/tokens";
import { countRequest } from "../../../src/engine/tokens/count-request";
import { encodedImageSize, imageSize } from "../../../src/engine/tokens/image-size";
import { sizeOfSource } from "../../../src/engine/tokens/media-source";
import { requestOfWire } from "../../../src/engine/tokens/wire";
import type { Value } from "../../../src/engine/values/value";
import { memoryHost } from "../host";

const bytes = (...values: (number | string)[]) =>
  Uint8Array.from(
    values.flatMap((each) => (typeof each === "string" ? [...each].map((char) => char.charCodeAt(0)) : [each])),
  );

const png = (width: number, height: number) => {
  const data = new Uint8Array(24);
  data.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(data.buffer).setUint32(16, width);
  new DataView(data.buffer).setUint32(20, height);
  return data;
};

describe("picture sizes from headers", () => {
  it("reads PNG, GIF, JPEG and the three kinds of WebP", () => {
    assert.deepEqual(imageSize(png(640, 480)), { width: 640, height: 480 });
    assert.deepEqual(imageSize(bytes("GIF89a", 0x40, 1, 0xf0, 0, 0)), { width: 320, height: 240 });
    // an APP0 segment of 4 bytes, then a progressive frame header
    const jpeg = bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0x02, 0x58, 0x03, 0x20, 3, 0, 0);
    assert.deepEqual(imageSize(jpeg), { width: 800, height: 600 });
    const riff = (kind: string, ...rest: number[]) =>
      bytes("RIFF", 0, 0, 0, 0, "WEBP", kind, ...rest, ...Array(16).fill(0));
    assert.deepEqual(imageSize(riff("VP8 ", 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x90, 1, 0x2c, 1)), {
      width: 400,
      height: 300,
    });
    // 14 bits of width - 1, then of height - 1
    const packed = 399 | (299 << 14);
    const lossless = [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255, (packed >> 24) & 255];
    assert.deepEqual(imageSize(riff("VP8L", 0, 0, 0, 0, 0x2f, ...lossless)), { width: 400, height: 300 });
    const extended = [0, 0, 0, 0, 0, 0, 0, 0, 0x8f, 1, 0, 0x2b, 1, 0];
    assert.deepEqual(imageSize(riff("VP8X", ...extended)), { width: 400, height: 300 });
  });

  it("has no answer for anything else, and none for a cut header", () => {
    for (const data of [bytes(), bytes("hello"), png(1, 1).subarray(0, 20), bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4)]) {
      assert.equal(imageSize(data), undefined);
    }
    assert.equal(imageSize(png(0, 5)), undefined);
  });

  it("finds the file that the code names, and never leaves the workspace", () => {
    const host = memoryHost({ "/w/src/a.png": png(10, 20), "/w/b.png": png(30, 40), "/x/c.png": png(1, 1) });
    const source = (text: string): Value => {
      const origin = { path: "/w/src/a.ts", start: 0, end: 1 };
      return { kind: "text", pieces: [{ kind: "known", text, origin }], origin };
    };
    assert.deepEqual(sizeOfSource(source("./a.png"), host), { width: 10, height: 20 });
    assert.deepEqual(sizeOfSource(source("b.png"), host), { width: 30, height: 40 });
    assert.equal(sizeOfSource(source("../../x/c.png"), host), undefined);
    assert.equal(sizeOfSource(source("/x/c.png"), host), undefined);
    assert.equal(sizeOfSource(source("https://example.org/b.png"), host), undefined);
    const url = `data:image/png;base64,${Buffer.from(png(50, 60)).toString("base64")}`;
    assert.deepEqual(encodedImageSize(url), { width: 50, height: 60 });
    assert.deepEqual(sizeOfSource(source(url), host), { width: 50, height: 60 });
  });
});

describe("tokens of pictures", () => {
  const tokenizers = createTokenizers(memoryHost());
  const picture = (model: string, width: number, height: number, detail?: string) => {
    const url = `data:image/png;base64,${Buffer.from(png(width, height)).toString("base64")}`;
    const content = [{ type: "image_url", image_url: { url, ...(detail ? { detail } : {}) } }];
    const api = model.startsWith("claude")
      ? "anthropic.messages"
      : model.startsWith("gemini")
        ? "google.generateContent"
        : "openai.chat";
    const request = requestOfWire(api, { model, messages: [{ role: "user", content }] }, model);
    return countRequest(request, tokenizers).media;
  };

  it("follows OpenAI's tiles and patches", () => {
    // 1024 × 1024 → 768 × 768: four tiles
    assert.equal(picture("gpt-4o", 1024, 1024).tokens, 85 + 4 * 170);
    assert.equal(picture("gpt-4o", 1024, 1024, "low").tokens, 85);
    assert.equal(picture("gpt-4o-mini", 32, 32).tokens, 2833 + 5667);
    // 1024 patches of 32 pixels
    assert.equal(picture("gpt-4.1-mini", 1024, 1024).tokens, Math.round(1024 * 1.62));
    assert.ok(picture("gpt-4.1-mini", 8000, 6000).tokens <= Math.ceil(1536 * 1.62));
  });

  it("follows Anthropic's area and Gemini's crops", () => {
    assert.equal(picture("claude-sonnet-4-5", 640, 480).tokens, Math.round((640 * 480) / 750 + 4));
    assert.ok(picture("claude-sonnet-4-5", 8000, 8000).tokens <= 1604);
    assert.equal(picture("gemini-2.0-flash", 100, 100).tokens, 258);
    assert.equal(picture("gemini-2.0-flash", 640, 480).tokens, 5 * 258);
  });

  it("leaves a picture of unknown size out, with its bound", () => {
    const content = [{ type: "image_url", image_url: { url: "https://example.org/a.png" } }];
    const request = requestOfWire("openai.chat", { messages: [{ role: "user", content }] }, "gpt-4o");
    const { media, total } = countRequest(request, tokenizers);
    assert.equal(media.tokens, 0);
    assert.equal(media.open.length, 1);
    assert.equal(media.most, 85 + 8 * 170);
    assert.equal(total.tokens, 3 + 4);
  });
});
