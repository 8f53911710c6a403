import { dirname } from "../../files/paths";
import { type Block, blocksOf, closing, type Token } from "./baml-blocks";
import { dedented } from "./dedented";
import { templateText } from "./placeholders";
import type { OtherFiles, PromptFile, PromptFormat } from "./prompt-file";
import { markedSections } from "./role-sections";

/** How BAML's provider names are ours, where they differ. */
const PROVIDERS = new Map<string, string>(
  Object.entries({
    "baml-openai-chat": "openai",
    "openai-responses": "openai",
    "google-ai": "google",
    "vertex-ai": "vertex",
    "aws-bedrock": "bedrock",
    "azure-openai": "azure",
  }),
);
/** Those that speak to whatever their base URL says. */
const OPEN_PROVIDERS = new Set(["openai-generic", "fallback", "round-robin"]);
const ROLE = /\{\{-?\s*_\.(?:role|chat)\(\s*(?:role\s*=\s*)?["'](\w{1,20})["'][^{}]{0,200}\)\s*-?\}\}/g;
/** Files of one project that are looked through for a client. */
const MAX_FILES = 50;

interface Client {
  models: PromptFile["models"];
  provider?: string;
  outputCap?: PromptFile["outputCap"];
}

/** BAML: functions with a client and a prompt each. Clients may stand in another file of the project. */
export const format: PromptFormat = {
  matches: (path) => path.endsWith(".baml"),
  read(text, path, files): PromptFile[] {
    const blocks = blocksOf(text);
    let clients: Map<string, Client> | undefined;
    return blocks.flatMap((block) => {
      const prompt = behind(block.body, "prompt");
      if (block.kind !== "function" || prompt?.kind !== "text") return [];
      const named = behind(block.body, "client");
      clients ??= named && !named.value.includes("/") ? clientsOf(blocks, path, files) : undefined;
      const client: Client = (named && (shorthand(named) ?? clients?.get(named.value))) ?? { models: [] };
      return [{ ...readFunction(block, prompt, client, text, path) }];
    });
  },
};

function readFunction(block: Block, prompt: Token, client: Client, text: string, path: string): PromptFile {
  const { start, end } = prompt.span;
  return {
    format: "baml",
    api: "openai.chat",
    ...client,
    messages: markedSections(text, start, end, ROLE).map(({ role, ...span }) => ({
      role,
      text: dedented(templateText(text, span.start, span.end, "jinja", path), text.slice(start, end)),
      span,
    })),
    range: block.range,
    anchor: block.name.span,
  };
}

/** `"openai/gpt-4o"` in the place of a client's name. */
function shorthand(token: Token): Client | undefined {
  const [provider = ""] = token.value.split("/");
  if (!token.value.includes("/")) return undefined;
  return withProvider({ models: [{ id: token.value, span: token.span }] }, provider);
}

function withProvider(client: Client, name: string): Client {
  return OPEN_PROVIDERS.has(name) ? client : { ...client, provider: PROVIDERS.get(name) ?? name };
}

/** The other files of a project: those in the folders from this file's up to `baml_src`, and one level below that. */
function projectFiles(path: string, files: OtherFiles): string[] {
  const folders = [dirname(path)];
  for (let at = folders[0] as string; at.includes("/baml_src/"); at = dirname(at)) folders.push(dirname(at));
  const root = folders.at(-1) as string;
  if (root.endsWith("/baml_src"))
    folders.push(...files.entries(root).flatMap((name) => (name.includes(".") ? [] : [`${root}/${name}`])));
  const all = folders.flatMap((folder) => files.entries(folder).map((name) => `${folder}/${name}`));
  return [...new Set(all)].filter((file) => file.endsWith(".baml") && file !== path).slice(0, MAX_FILES);
}

/** The clients of this file and of the other files of its project. */
function clientsOf(blocks: readonly Block[], path: string, files: OtherFiles): Map<string, Client> {
  const all: { block: Block; path?: string }[] = blocks.map((block) => ({ block }));
  for (const file of projectFiles(path, files)) {
    const text = files.text(file) ?? "";
    if (text.includes("client<")) all.push(...blocksOf(text).map((block) => ({ block, path: file })));
  }
  const made = new Map<string, Block>();
  const clients = new Map<string, Client>();
  for (const { block, path: place } of all) {
    if (block.kind !== "client") continue;
    made.set(block.name.value, block);
    clients.set(block.name.value, readClient(block, place));
  }
  for (const [name, block] of made) {
    const members = listOf(block.body, "strategy").flatMap((member) => clients.get(member.value) ?? []);
    if (members.length > 0) clients.set(name, oneOf(members));
  }
  return clients;
}

function readClient({ body }: Block, path: string | undefined): Client {
  const provider = behind(body, "provider")?.value ?? "";
  const id = behind(body, "model") ?? behind(body, "model_id") ?? behind(body, "deployment_id");
  const cap = behind(body, "max_tokens") ?? behind(body, "max_completion_tokens") ?? behind(body, "maxOutputTokens");
  const client: Client = {
    models: id && !id.value.startsWith("env.") ? [{ id: id.value, span: id.span, ...(path ? { path } : {}) }] : [],
  };
  const value = Number(cap?.value);
  if (cap && value > 0) client.outputCap = { value, span: cap.span, ...(path ? { path } : {}) };
  return behind(body, "base_url") ? client : withProvider(client, provider);
}

/** Clients of which one answers. */
function oneOf(members: readonly Client[]): Client {
  const providers = new Set(members.map(({ provider }) => provider));
  const [provider] = providers;
  const models = new Map(members.flatMap(({ models: own }) => own.map((model) => [model.id, model] as const)));
  return { models: [...models.values()], ...(providers.size === 1 && provider ? { provider } : {}) };
}

/** What stands behind a key, at any depth: the keys that are asked for mean one thing wherever they stand. */
function behind(body: readonly Token[], key: string): Token | undefined {
  const at = body.findIndex(({ kind, value }) => kind === "word" && value === key);
  const next = at < 0 ? undefined : body[at + 1];
  return next && next.kind !== "sign" ? next : undefined;
}

function listOf(body: readonly Token[], key: string): readonly Token[] {
  const at = body.findIndex(({ kind, value }) => kind === "word" && value === key);
  if (at < 0 || body[at + 1]?.value !== "[") return [];
  return body.slice(at + 2, closing(body, at + 1)).filter(({ kind }) => kind === "word");
}
