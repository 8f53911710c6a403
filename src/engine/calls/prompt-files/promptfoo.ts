import { dirname, join } from "../../files/paths";
import type { Times } from "../../values/value";
import { readYaml, type Yaml } from "./front-matter";
import { roleOf, textIn } from "./github-models";
import { templateText } from "./placeholders";
import type { OtherFiles, PromptFile, PromptFormat } from "./prompt-file";

/** How promptfoo's provider names are ours, where they differ. */
const PROVIDERS = new Map<string, string>(
  Object.entries({
    azureopenai: "azure",
    togetherai: "together",
    "bedrock-converse": "bedrock",
    palm: "google",
  }),
);
const KNOWN = new Set(
  "openai anthropic google vertex bedrock azure mistral cohere groq xai deepseek openrouter ollama together fireworks perplexity cerebras".split(
    " ",
  ),
);
/** What may stand between provider and model; the last ones ask for something else than text. */
const MODES = /^(?:chat|responses|messages|completion|text):/;
const OTHERS = /^(?:embeddings?|image|moderation|assistant|realtime|transcription|speech|video|agents?):/;
/** An evaluation of more prompts or models than this is counted in part. */
const MOST = 20;

/** A script writes its prompts when it runs: `prompts.py:with_examples`. */
const SCRIPT = /\.(?:py|[cm]?[jt]s)(?::[\w.]+)?$/;
const FILE = /^[\w./-]+\.(?:txt|md|j2|json|(?:py|[cm]?[jt]s)(?::[\w.]+)?)$/;

type Messages = PromptFile["messages"];
type Place = (string | number)[];

/** promptfoo: every prompt is sent to every provider, for every test and repetition. */
export const format: PromptFormat = {
  matches: (path) => /(?:^|\/)promptfooconfig[^/]*\.ya?ml$/.test(path),
  read(text, path, files): PromptFile[] {
    const yaml = readYaml(text, 0, text.length);
    const prompts = places(yaml, "prompts").map((place) => promptAt(yaml, place, path, files));
    const providers = [...places(yaml, "providers"), ...places(yaml, "targets")].flatMap(
      (place) => providerAt(yaml, place) ?? [],
    );
    const repeats = timesOf(yaml, path, files);
    return providers.flatMap((provider) =>
      prompts.map((messages) => ({
        format: "promptfoo",
        api: "openai.chat",
        ...provider,
        messages,
        ...(repeats === undefined ? {} : { repeats }),
        range: provider.anchor,
      })),
    );
  },
};

/** The places of a list's items, or of the one value that stands instead of a list. */
function places(yaml: Yaml, key: string): Place[] {
  const value = yaml.value(key);
  if (Array.isArray(value)) return value.slice(0, MOST).map((_, index) => [key, index]);
  return value === undefined || value === null ? [] : [[key]];
}

function providerAt(
  yaml: Yaml,
  place: Place,
): Pick<PromptFile, "models" | "provider" | "outputCap" | "anchor"> | undefined {
  const at = [place, [...place, "id"]].find((each) => typeof yaml.value(...each) === "string");
  const id = at && String(yaml.value(...at));
  const span = at && yaml.span(...at);
  if (id === undefined || span === undefined) return undefined;
  const [name = "", ...rest] = id.split(":");
  const provider = PROVIDERS.get(name) ?? name;
  const model = rest.join(":");
  if (!KNOWN.has(provider) || OTHERS.test(model) || model === "") return undefined;
  const config = [...place, "config"];
  const caps = ["max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens"];
  const cap = caps.map((key) => [...config, key]).find((each) => typeof yaml.value(...each) === "number");
  const capSpan = cap && yaml.span(...cap);
  return {
    models: [{ id: model.replace(MODES, ""), span }],
    provider,
    anchor: span,
    ...(cap && capSpan ? { outputCap: { value: Number(yaml.value(...cap)), span: capSpan } } : {}),
  };
}

function promptAt(yaml: Yaml, place: Place, path: string, files: OtherFiles): Messages {
  const at = [place, [...place, "raw"], [...place, "id"]].find((each) => typeof yaml.value(...each) === "string");
  const written = at && String(yaml.value(...at));
  const span = at && yaml.span(...at);
  if (written === undefined || span === undefined) return [];
  const file = /^file:\/\/(.+)$/.exec(written)?.[1] ?? (FILE.test(written) ? written : undefined);
  if (file === undefined) return textOrChat(written, (text) => textIn(text, path, span, "jinja"), span, undefined);
  const other = join(dirname(path), file);
  const content = /\.(?:txt|md|j2|json)$/.test(file) ? files.text(other) : undefined;
  if (content === undefined) {
    const reason = SCRIPT.test(file) ? ("run-time value" as const) : ("file not found" as const);
    const hole = { name: file, origin: { path, ...span }, reason };
    return [{ role: "user", text: { kind: "text", pieces: [{ kind: "hole", hole }], origin: hole.origin }, span }];
  }
  const whole = { start: 0, end: content.length };
  const read = (text: string) =>
    text === content ? templateText(content, 0, content.length, "jinja", other) : textIn(text, other, whole, "jinja");
  return textOrChat(content, read, whole, other);
}

/** A prompt is a text, or a chat written as JSON. */
function textOrChat(
  text: string,
  read: (text: string) => Messages[number]["text"],
  span: Messages[number]["span"],
  path: string | undefined,
): Messages {
  const place = { span, ...(path ? { path } : {}) };
  const chat = chatOf(text);
  if (chat === undefined) return [{ role: "user", text: read(text), ...place }];
  return chat.map(({ role, content }) => ({ role: roleOf(role), text: read(content), ...place }));
}

function chatOf(text: string): { role: unknown; content: string }[] | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    const messages = Array.isArray(list) ? list : [];
    const isMessage = (item: unknown): item is { role: unknown; content: string } =>
      typeof item === "object" && item !== null && typeof (item as { content?: unknown }).content === "string";
    return messages.length > 0 && messages.every(isMessage) ? messages : undefined;
  } catch {
    // a template of JSON is a text like any other
    return undefined;
  }
}

/** Tests times repetitions; undefined where both are one. */
function timesOf(yaml: Yaml, path: string, files: OtherFiles): Times | undefined {
  const tests = yaml.value("tests");
  const repeat = yaml.value("evaluateOptions", "repeat");
  const times = typeof repeat === "number" && repeat > 0 ? repeat : 1;
  if (tests === undefined || tests === null) return times === 1 ? undefined : { min: times, max: times };
  let count = 0;
  for (const test of Array.isArray(tests) ? tests : [tests]) {
    const found = typeof test === "string" ? testsIn(test, path, files) : 1;
    if (found === undefined) return { min: 0, over: String(test) };
    count += found;
  }
  return { min: count * times, max: count * times };
}

/** How many tests a file has; undefined when it is none that can be read here: a script, an address. */
function testsIn(written: string, path: string, files: OtherFiles): number | undefined {
  const name = written.replace(/^file:\/\//, "");
  const text = /\.(?:csv|jsonl?|ya?ml)$/.test(name) ? files.text(join(dirname(path), name)) : undefined;
  if (text === undefined) return undefined;
  // the first row names the columns
  if (name.endsWith(".csv")) return Math.max(0, rowsOf(text) - 1);
  if (name.endsWith(".jsonl")) return text.split("\n").filter((line) => line.trim() !== "").length;
  try {
    const list = name.endsWith(".json") ? (JSON.parse(text) as unknown) : readYaml(text, 0, text.length).value();
    return Array.isArray(list) ? list.length : undefined;
  } catch {
    return undefined;
  }
}

/** The rows of a CSV text that are not empty: a line break inside quotes ends none. */
function rowsOf(csv: string): number {
  const plain = csv.replace(/"[^"]*"/g, "x");
  return plain.split("\n").filter((line) => line.trim() !== "").length;
}
