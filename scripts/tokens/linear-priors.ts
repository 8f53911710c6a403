/**
 * What a private tokenizer makes of a request where nothing else is known: a little more than the public one, a short frame.
 * A family has the parameters that its prior names, and no others.
 *
 * For texts: values among those that the public vocabularies of Gemma 3, Mistral (tekken), DeepSeek V3 and Qwen 3 need against o200k over
 * the measured texts: digits 1, 1, 0.03, 0.99; caps 0, 0.46, 0.21, 0; breaks 0.98, 0.2, 0.11, 0; rare 0.12, 0.88, 0.43, 1.02; joints
 * 0.85, 0.17, 0.34, 0; contractions 1.75, 0.1, 0.54, 0; long, words and capitals 0; prose and code 1. Their means were tried in place of these values,
 * and met new requests less well (Nova, Grok). The frame is that of a short chat template; the fit moves it.
 */
const text = {
  request: 5,
  turn: 3,
  assistant: 0,
  system: 1,
  thinking: 0,
  jsonObject: 0,
  raw: 1,
  special: 1,
  digits: 0.5,
  caps: 0.1,
  breaks: 0.3,
  long: 0.1,
  rare: 0.3,
  words: 0,
  capitals: 0,
  joints: 0,
  contractions: 0,
  prose: 1.0,
  code: 1.05,
  cjk: 1.1,
  script: 1.2,
  reasoning: 0.3,
};
/*
 * Chinese, Japanese and Korean: few measured requests hold any. The priors are such that, with `rare`, text costs what public
 * vocabularies of the family (for Claude: counts that others published) say against o200k: Claude 1.6–2, Llama 1.
 */

/** where each digit, hyphen, underscore and contraction is a token of its own */
export const apart = { digits: 1, joints: 0.8, contractions: 1, callMarks: 0.9, resultMarks: 0.9, toolMarks: 0.9 };
/**
 * Tools, calls and answers: no source. They are guesses of a size that is usual among the templates named below, and where no measured request has to
 * do with them (`unmeasured` in data/token-families.json) they stand as guesses, behind a range of their relatives' doubled.
 */
export const withTools = {
  ...text,
  tools: 80,
  tool: 0,
  forced: 0,
  calling: 10,
  call: 10,
  callTokens: 1.1,
  callMarks: 0.3,
  result: 12,
  resultTokens: 1.08,
  resultMarks: 0.3,
  toolMarks: 0,
  // decoding is held to an answer's schema; the prompt does not hold it
  schema: 0,
  schemaTokens: 0,
};
/** tools as the JSON that Python writes, in the prompt: what nearly all templates do */
export const base = { ...withTools, spacedTokens: 1 };
/** tools as JSON without blanks */
export const compact = { ...withTools, toolTokens: 1 };
/** tools as JSON, of their schemas the common keywords only */
export const plain = { ...withTools, prunedTokens: 1 };

/** Anthropic's documented tool prompts: auto, and what "any" or a named tool adds. */
export const claudeTools = (auto: number, any: number) => ({ tools: auto, forced: any - auto });
export const claude = {
  ...base,
  request: 7,
  turn: 2.4,
  schema: 100,
  schemaTokens: 1.9,
  prose: 1.06,
  code: 1.12,
  long: 0.3,
  rare: 0.8,
  caps: 0.3,
  cjk: 0.95,
  script: 1.2,
  adaptive: 0,
  calling: 20,
  call: 30,
  result: 17,
};
export const docs = "https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview (tool prompts)";

/** A system message of the format's own, and a developer message with the tools: https://github.com/openai/harmony */
export const harmony = { request: 67, turn: 5, system: 4, tools: 18, forced: 0, calling: 0, schema: 10 };

/** Written by templates that are public; texts as cl100k has them, whose vocabulary theirs extends. */
const template = {
  request: 10,
  turn: 5,
  system: 5,
  thinking: 0,
  jsonObject: 0,
  raw: 1,
  special: 1,
  prose: 1,
  code: 1,
  cjk: 0.68,
  script: 0.8,
  reasoning: 0,
  tools: 90,
  tool: 1,
  spacedTokens: 1,
  forced: 0,
  calling: 5,
  call: 10,
  callTokens: 1,
  result: 10,
  resultTokens: 1,
  schema: 0,
  schemaTokens: 0,
};
const { spacedTokens: _spaced, ...rest } = template;
/** Ollama hands tools to its templates by the keywords that it knows: https://github.com/ollama/ollama/blob/main/api/types.go */
export const ollama = { ...rest, prunedTokens: 1 };
/** https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct (chat template), https://github.com/meta-llama/llama-models (tokenizer) */
export const llama = template;
/** Cohere bills no frame, and of calls their results alone. */
export const unbilledCalls = {
  request: 0,
  turn: 0.5,
  system: 1,
  calling: 0,
  call: 0,
  callTokens: 0,
  callMarks: 0,
  result: 0,
};
export const grokSchema = { schema: 25, schemaTokens: 1 };
export const grok = { ...base, ...grokSchema, prose: 1, code: 1 };

/**
 * Families whose own tokenizer is public count texts with it: each token is billed as one. What stands around them is fitted, and
 * found to be whole tokens.
 */
const texts = { text: 1, special: 1, raw: 1, reasoning: 0 };
/** What a template writes, as it writes it. */
const written = { ...texts, rendered: 1, renderedCalls: 1, renderedResults: 1 };
/** Billed for the texts of tools, schemas, calls and answers, each on its own, and one for a type: nothing for the syntax around. */
const eachText = {
  ...texts,
  toolTexts: 1,
  fieldTexts: 1,
  presetTexts: 1,
  requiredTexts: 1,
  types: 1,
  callTexts: 1,
  resultTexts: 1,
  schemaFieldTexts: 1,
  schemaTitleTexts: 1,
  schemaPresetTexts: 1,
  schemaRequiredTexts: 1,
  schemaOrderTexts: 1,
  schemaTypes: 1,
  schemaClosed: 1,
};
export const frames = { texts, written, eachText };
/** one for each message: measured requests */
export const turns = { request: 1, turn: 1, system: 1 };
/** A mark at each end of the prompt and of each instruction, one behind an answer: https://github.com/mistralai/mistral-common */
export const bracketed = { request: 3, system: 2, turn: 2, assistant: -1 };
/**
 * A mark before each turn and behind an answer; a long prompt says how to call tools:
 * https://huggingface.co/deepseek-ai/DeepSeek-V3.2 (encoding)
 */
export const dsml = { request: 4, turn: 3, assistant: -2, tools: 221, calling: 17 };
/** https://huggingface.co/Qwen/Qwen3-0.6B (chat template): five tokens around a message, a prompt says how to call tools */
export const chatml = { request: 8, turn: 5, system: 5, tools: 81, calling: 0 };
