import assert from "node:assert/strict";
import { createCatalogue } from "../../../src/engine/models";
import { catalogue, data } from "./catalogue-data";

/** asked id, provider or "", the row it means ("" for none) */
const cases: [string, string, string][] = [
  ["gpt-4o", "", "openai/gpt-4o"],
  ["gpt-4o", "openai", "openai/gpt-4o"],
  ["gpt-4o-2024-08-06", "", "openai/gpt-4o"],
  ["gpt-4o-2024-05-13", "", "openai/gpt-4o-2024-05-13"],
  ["gpt-4o-mini-2024-07-18", "openai", "openai/gpt-4o-mini"],
  ["gpt-3.5-turbo", "openai", "openai/gpt-3.5-turbo"],
  ["gpt-4-turbo", "openai", "openai/gpt-4-turbo"],
  ["o3", "openai", "openai/o3"],
  ["o4-mini-2025-04-16", "openai", "openai/o4-mini"],
  ["gpt-5.6-sol-2026-08-01", "openai", "openai/gpt-5.6-sol"],
  ["gpt-6.1-terra", "openai", "openai/gpt-6.1-terra"],
  ["text-embedding-3-small", "openai", "openai/text-embedding-3-small"],
  ["text-embedding-ada-002", "openai", "openai/text-embedding-ada-002"],
  ["ft:gpt-4o-mini-2024-07-18:org::abc", "openai", "openai/ft:gpt-4o-mini"],
  ["ft:gpt-3.5-turbo-0125:org::abc", "openai", "openai/ft:gpt-3.5-turbo"],
  ["us.openai.gpt-5.6-sol", "openai", "bedrock/us.openai.gpt-5.6-sol"],
  ["publishers/anthropic/models/claude-opus-4-1@20250805", "vertex", "vertex/claude-opus-4-1"],
  ["bedrock:anthropic.claude-3-haiku-20240307-v1:0", "", "bedrock/anthropic.claude-3-haiku-20240307-v1:0"],
  ["google_genai:gemini-2.0-flash", "", "google/gemini-2.0-flash"],
  ["claude-sonnet-4-5-20250929", "anthropic", "anthropic/claude-sonnet-4-5"],
  ["claude-3-5-sonnet-latest", "anthropic", "anthropic/claude-3-5-sonnet"],
  ["claude-3-haiku-20240307", "anthropic", "anthropic/claude-3-haiku"],
  ["claude-opus-4-20250514", "anthropic", "anthropic/claude-opus-4-0"],
  ["claude-opus-5-5", "anthropic", "anthropic/claude-opus-5-5"],
  ["claude-3-5-sonnet-v2@20241022", "vertex", "vertex/claude-3-5-sonnet"],
  ["gemini-2.5-pro", "vertex", "vertex/gemini-2.5-pro"],
  ["publishers/google/models/gemini-2.5-flash", "vertex", "vertex/gemini-2.5-flash"],
  ["models/gemini-2.0-flash-001", "google", "google/gemini-2.0-flash"],
  ["gemini-1.5-flash-8b", "google", "google/gemini-flash-1.5-8b"],
  ["gemini-4-argon", "google", "google/gemini-4-argon"],
  ["us.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock", "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0"],
  ["anthropic.claude-3-5-sonnet-20241022-v2:0", "bedrock", "bedrock/anthropic.claude-3-5-sonnet-20241022-v2:0"],
  ["global.anthropic.claude-opus-5-5", "bedrock", "bedrock/global.anthropic.claude-opus-5-5"],
  [
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-6-v1",
    "",
    "bedrock/us.anthropic.claude-opus-4-6-v1",
  ],
  ["amazon.titan-embed-text-v2:0", "bedrock", "bedrock/amazon.titan-embed-text-v2:0"],
  ["amazon.titan-embed-text-v3:0", "bedrock", ""],
  ["us.anthropic.claude-3-5-sonnet-20241022-v2:0", "bedrock", "bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0"],
  ["embed-english-v3.0", "cohere", "cohere/embed-english-v3.0"],
  ["dall-e-3", "openai", "openai/dall-e-3"],
  ["azure/whisper-1", "", "azure/whisper-1"],
  ["gpt-35-turbo", "azure", "azure/gpt-3.5-turbo"],
  ["openai/gpt-4o", "", "openai/gpt-4o"],
  ["openai:gpt-5-mini", "", "openai/gpt-5-mini"],
  ["azure/gpt-4.1", "", "azure/gpt-4.1"],
  ["gemini/gemini-2.5-pro", "", "google/gemini-2.5-pro"],
  ["vertex_ai/gemini-2.5-pro", "", "vertex/gemini-2.5-pro"],
  ["bedrock/us.anthropic.claude-opus-5", "", "bedrock/us.anthropic.claude-opus-5"],
  ["openrouter/openai/gpt-5", "", "openrouter/openai/gpt-5"],
  ["anthropic/claude-sonnet-4.5", "openrouter", "openrouter/anthropic/claude-sonnet-4.5"],
  ["groq/llama-3.3-70b-versatile", "", "groq/llama-3.3-70b-versatile"],
  ["accounts/fireworks/models/kimi-k3", "", "fireworks/accounts/fireworks/models/kimi-k3"],
  // never a loose prefix
  ["claude-sonnet-5-9", "anthropic", ""],
  ["claude-sonnet-5-9", "", ""],
  ["claude-sonnet-4-5-latest", "anthropic", ""],
  ["claude-opus-5-20261399", "anthropic", ""],
  ["gpt-7", "openai", ""],
  ["gpt-4o-super", "openai", ""],
  ["gpt-4", "anthropic", ""],
  ["gemini-2.5-pro-tts-next", "google", ""],
  ["global.anthropic.claude-3-haiku-20240307-v1:0", "bedrock", ""],
  ["arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc", "", ""],
  ["my-deployment", "azure", ""],
  ["gpt-4o", "ollama", ""],
  ["openai/gpt-5:free", "openrouter", ""],
  ["gpt-oss-120b", "", ""],
  ["", "openai", ""],
  ["constructor", "", ""],
  ["__proto__/gpt-4o", "", ""],
];

describe("find a model", () => {
  for (const [id, provider, row] of cases)
    it(`${id || "(empty)"}${provider && ` at ${provider}`} is ${row || "unknown"}`, () => {
      const model = catalogue.find(id, provider || undefined);
      assert.equal(model ? `${model.provider}/${model.id}` : "", row);
    });

  it("finds every row by its own id", () => {
    for (const model of catalogue.models) assert.equal(catalogue.find(model.id, model.provider)?.id, model.id);
  });

  it("stays fast and calm on hostile ids", () => {
    for (const id of ["-".repeat(100_000), "20".repeat(400), `${"a/".repeat(200)}gpt-4o`, "-v1:".repeat(100), "\u0000"])
      assert.equal(catalogue.find(id), undefined);
  });

  it("is empty, not broken, without data", () => {
    for (const bad of [undefined, null, 3, {}, { models: 1 }]) {
      const empty = createCatalogue(bad);
      assert.equal(empty.find("gpt-4o"), undefined);
      assert.deepEqual(empty.models, []);
    }
  });

  it("keeps the price of another day apart", () => {
    const day = (asOf: string) => createCatalogue(data, { asOf }).find("gpt-5.6-sol")?.prices.length;
    assert.equal(day("2026-01-01"), day("2026-12-01"));
  });
});
