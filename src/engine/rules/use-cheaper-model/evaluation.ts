import { stringify } from "yaml";
import type { LlmCall } from "../../calls/llm-call";
import { basename } from "../../files/paths";
import type { Model } from "../../models/catalogue";
import type { TextValue } from "../../values/value";
import { freeFile } from "../free-file";
import type { NewFile, RuleContext } from "../rule";

/** How promptfoo writes a provider before a model's id; promptfoo.dev/docs/providers, read 2026-11-24. */
const providerNames: Record<string, string> = {
  openai: "openai:chat",
  anthropic: "anthropic:messages",
  azure: "azure:chat",
  together: "togetherai",
  ollama: "ollama:chat",
};
const sameName =
  /^(?:google|vertex|bedrock|mistral|cohere|groq|xai|deepseek|openrouter|fireworks|perplexity|cerebras)$/;

/**
 * A promptfoo configuration that asks two models what the call asks, for inputs that a person puts in. Undefined where the request
 * is more than text, or promptfoo does not know a provider.
 */
export function evaluation(call: LlmCall, now: Model, next: Model, context: RuleContext): NewFile | undefined {
  const providers = [now, next].map((model) => providerOf(call, model));
  const isPlain = call.parts.every((part) => part.content.every(({ kind }) => kind === "text") && part.times.max === 1);
  if (providers.some((provider) => provider === undefined) || !isPlain) return undefined;
  if (call.tools.length > 0 || call.schema || call.parts.length === 0) return undefined;
  const path = freeFile(call.path, basename(call.path).replace(/\.\w+$/, ""), ".promptfoo.yaml", context);
  if (path === undefined) return undefined;
  const variables = new Map<string, string>();
  const messages = call.parts.map(({ role, content }) => ({
    role,
    content: content.map((it) => (it.kind === "text" ? template(it.text, variables) : "")).join("\n"),
  }));
  const vars = Object.fromEntries([...variables.values()].map((name) => [name, `an input of yours for ${name}`]));
  const body = {
    description: `The prompt of ${basename(call.path)}, with ${now.id} and with ${next.id}`,
    prompts: [JSON.stringify(messages, undefined, 2)],
    providers,
    tests: [{ vars }],
  };
  return { path, text: head(basename(path), variables.size > 0) + stringify(body, { lineWidth: 0 }) };
}

function head(name: string, hasVariables: boolean): string {
  const lines = [
    `Run it with: npx promptfoo@latest eval -c ${name}`,
    hasVariables
      ? "Write one test for each input that you want compared, and what you expect of its answer:"
      : "Write what you expect of the answer:",
    'assert: [{ type: equals, value: "the right answer" }]',
  ];
  return lines.map((line) => `# ${line}\n`).join("");
}

function providerOf(call: LlmCall, { provider, id, capabilities }: Model): object | undefined {
  const name = Object.hasOwn(providerNames, provider)
    ? providerNames[provider]
    : sameName.test(provider)
      ? provider
      : undefined;
  if (name === undefined) return undefined;
  const cap = call.output.cap?.max;
  const key = provider === "openai" && capabilities.reasoning ? "max_completion_tokens" : "max_tokens";
  const knowsCap = cap !== undefined && Number.isFinite(cap) && /^(?:openai|anthropic|mistral|groq)$/.test(provider);
  return { id: `${name}:${id}`, ...(knowsCap ? { config: { [key]: cap } } : {}) };
}

/** `{{name}}` for what is known at run time only; braces of the text itself stand for themselves. */
function template({ pieces }: TextValue, variables: Map<string, string>): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "known") return piece.text.replace(/\{[{%#]/g, (open) => `{{ "${open}" }}`);
      return `{{${variableOf(piece.hole.name, variables)}}}`;
    })
    .join("");
}

function variableOf(name: string, variables: Map<string, string>): string {
  const known = variables.get(name);
  if (known !== undefined) return known;
  const plain = name
    .replace(/\W+/g, "_")
    .replace(/^_+|_+$/g, "")
    .replace(/^(?=\d|$)/, "input_")
    .slice(0, 40);
  const taken = new Set(variables.values());
  let free = plain;
  for (let at = 2; taken.has(free); at++) free = `${plain}_${at}`;
  variables.set(name, free);
  return free;
}
