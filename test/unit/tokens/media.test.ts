import assert from "node:assert/strict";
import { createTokenizers } from "../../../src/engine/tokens";
import { countRequest } from "../../../src/engine/tokens/count-request";
import { encodedImageSize, imageSize } from "../../../src/engine/tokens/image-size";
import { extentOfSource } from "../../../src/engine/tokens/media-source";
import { pdfPages } from "../../../src/engine/tokens/pdf-pages";
import { soundSeconds } from "../../../src/engine/tokens/sound-length";
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
    const host = memoryHost({
      "/w/src/a.png": png(10, 20),
      "/w/b.png": png(30, 40),
      "/w/talk.wav": wav(2),
      "/w/paper.pdf": "%PDF-1.4 1 0 obj << /Type /Pages /Count 3 >> endobj",
      "/x/c.png": png(1, 1),
    });
    const source = (text: string): Value => {
      const origin = { path: "/w/src/a.ts", start: 0, end: 1 };
      return { kind: "text", pieces: [{ kind: "known", text, origin }], origin };
    };
    assert.deepEqual(extentOfSource(source("./a.png"), host), { width: 10, height: 20 });
    assert.deepEqual(extentOfSource(source("b.png"), host), { width: 30, height: 40 });
    assert.deepEqual(extentOfSource(source("talk.wav"), host), { seconds: 2 });
    assert.deepEqual(extentOfSource(source("paper.pdf"), host), { pages: 3 });
    assert.equal(extentOfSource(source("../../x/c.png"), host), undefined);
    assert.equal(extentOfSource(source("/x/c.png"), host), undefined);
    assert.equal(extentOfSource(source("https://example.org/b.png"), host), undefined);
    const url = `data:image/png;base64,${Buffer.from(png(50, 60)).toString("base64")}`;
    assert.deepEqual(encodedImageSize(url), { width: 50, height: 60 });
    assert.deepEqual(extentOfSource(source(url), host), { width: 50, height: 60 });
  });
});

/** numbers of four bytes, the most significant first */
const u32 = (...values: number[]) =>
  values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const le32 = (value: number) => u32(value).reverse();
const zeros = (length: number): number[] => Array(length).fill(0);

const wav = (seconds: number) =>
  bytes(
    "RIFF",
    ...le32(0),
    "WAVE",
    "fmt ",
    ...le32(16),
    1,
    0,
    1,
    0,
    ...le32(8000),
    ...le32(8000),
    1,
    0,
    8,
    0,
    "data",
    ...le32(8000 * seconds),
    ...zeros(8000 * seconds),
  );

describe("the length of recordings from headers", () => {
  it("reads WAV, FLAC, Ogg and MP4", () => {
    assert.equal(soundSeconds(wav(3)), 3);
    // 20 bits of rate, 8 of channels and width, 36 of samples
    const flac = bytes(
      "fLaC",
      0,
      0,
      0,
      34,
      ...zeros(10),
      44_100 >>> 12,
      (44_100 >>> 4) & 255,
      ((44_100 & 15) << 4) | 2,
      0xf0,
      ...u32(441_000),
      ...zeros(16),
    );
    assert.equal(soundSeconds(flac), 10);
    const page = (granule: number, ...body: (number | string)[]) =>
      bytes("OggS", 0, 0, ...le32(granule), ...zeros(4), ...zeros(12), 1, 30, ...body);
    const opus = bytes(...page(0, "OpusHead", ...zeros(22)), ...page(48_000 * 7, ...zeros(30)));
    assert.equal(soundSeconds(opus), 7);
    const vorbis = bytes(...page(0, 1, "vorbis", ...zeros(5), ...le32(22_050), ...zeros(14)), ...page(22_050 * 4));
    assert.equal(soundSeconds(vorbis), 4);
    const header = [...u32(0, 0, 0, 600, 600 * 90), ...zeros(80)];
    const mvhd = [...u32(8 + header.length), ..."mvhd".split("").map((c) => c.charCodeAt(0)), ...header];
    const mp4 = bytes(...u32(16), "ftypM4A ", ...zeros(4), ...u32(8), "free", ...u32(8 + mvhd.length), "moov", ...mvhd);
    assert.equal(soundSeconds(mp4), 90);
  });

  it("reads MP3 by its count of frames, or by the rate of its first one, behind a tag", () => {
    const head = [0xff, 0xfb, 0x90, 0x00];
    const counted = bytes(...head, ...zeros(32), "Xing", ...u32(1, 3828), ...zeros(40));
    assert.equal(Math.round(soundSeconds(counted)!), 100);
    // 128 kbit/s: 16,000 bytes a second
    assert.equal(soundSeconds(bytes("ID3", 4, 0, 0, 0, 0, 0, 20, ...zeros(20), ...head, ...zeros(32_000 - 4))), 2);
  });

  it("has no answer for anything else, and none for a cut header", () => {
    for (const data of [
      bytes(),
      bytes("RIFF"),
      wav(1).subarray(0, 30),
      bytes("OggS", ...zeros(40)),
      bytes("a text that is no sound at all, and long"),
    ])
      assert.equal(soundSeconds(data), undefined);
    for (let length = 0; length < 120; length += 7) soundSeconds(bytes(...u32(16), "ftypM4A ", ...zeros(length)));
  });

  it("counts the pages of a document", () => {
    const tree =
      "%PDF-1.7\n1 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 12 >>\nendobj\n2 0 obj << /Type /Page >> endobj";
    assert.equal(pdfPages(bytes(tree)), 12);
    assert.equal(
      pdfPages(bytes("%PDF-1.4 3 0 obj << /Type /Page /Parent 1 0 R >> endobj 4 0 obj << /Type/Page >> endobj")),
      2,
    );
    assert.equal(pdfPages(bytes("%PDF-1.5 with everything compressed")), undefined);
    assert.equal(pdfPages(bytes("no document")), undefined);
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

  it("takes a picture of unknown size for the least that one can be, with its bound", () => {
    const counted = (detail?: string) => {
      const content = [
        { type: "image_url", image_url: { url: "https://example.org/a.png", ...(detail && { detail }) } },
      ];
      return countRequest(
        requestOfWire("openai.chat", { messages: [{ role: "user", content }] }, "gpt-4o"),
        tokenizers,
      );
    };
    const { media, total } = counted();
    assert.equal(media.tokens, 85);
    assert.equal(media.open.length, 1);
    assert.equal(media.tokens + media.most!, 85 + 8 * 170);
    assert.equal(total.tokens, 3 + 4 + 85);
    assert.equal(counted("high").media.tokens, 85 + 170);
  });
});
