import type { CallShape, Sdk } from "./sdk";

const classes = [
  ["OpenAI", "openai"],
  ["AzureOpenAI", "azure"],
  ["Anthropic", "anthropic"],
  ["Gemini", "google"],
  ["GoogleGenAI", "google"],
  ["MistralAI", "mistral"],
  ["Groq", "groq"],
  ["Cohere", "cohere"],
  ["Ollama", "ollama"],
  ["Bedrock", "bedrock"],
  ["BedrockConverse", "bedrock"],
  ["TogetherLLM", "together"],
  ["OpenRouter", "openrouter"],
  ["DeepSeek", "deepseek"],
  ["OpenAIResponses", "openai"],
  ["VLLM", "local"],
  // the functions that make them in TypeScript
  ["openai", "openai"],
  ["openaiResponses", "openai"],
  ["anthropic", "anthropic"],
  ["gemini", "google"],
  ["mistral", "mistral"],
  ["groq", "groq"],
  ["ollama", "ollama"],
  ["deepseek", "deepseek"],
  ["xai", "xai"],
  ["XAI", "xai"],
] as const;
const modules = ["llama_index", "llamaindex", "@llamaindex", "llama-cloud-services", "llama_cloud_services"];

const settings = { setters: ["configure"], argument: "llm", assigned: "Settings.llm", name: "Settings.llm" };

/** What asks an index: one answer at least for each question, from pieces of documents that nobody knows. */
const engine = (maker: string, methods: string[], conversation = false): CallShape[] => {
  const made = maker.slice(maker.lastIndexOf(".") + 1);
  const shape: CallShape = {
    paths: methods.map((method) => `client.${maker}().${method}`),
    api: "llamaindex.chat",
    whenImported: true,
    ...(conversation ? { conversation } : {}),
    slots: {
      model: `${made}:llm`,
      system: [`${made}:system_prompt`, `${made}:systemPrompt`, `${made}:contextSystemPrompt`],
      messages: ["query", "message", "#0"],
    },
    ambient: settings,
    // a router asks other engines, and the pieces are theirs
    ...(/Router|SubQuestion|Simple/.test(maker)
      ? {}
      : { brings: { name: "retrieved text", most: [`${made}:similarity_top_k`, `${made}:similarityTopK`] } }),
  };
  return [shape];
};

export const sdk: Sdk = {
  name: "llamaindex",
  title: "LlamaIndex",
  languages: ["typescript", "python"],
  modules,
  models: classes.map(([name, provider]) => ({
    modules,
    names: [name],
    id: ["model", "model_name", "engine", "#0"],
    provider,
    outputCap: ["max_tokens", "maxTokens", "max_output_tokens"],
    baseUrl: ["api_base", "baseURL"],
  })),
  clients: [{ names: ["*"] }],
  calls: [
    ...engine("asQueryEngine", ["query"]),
    ...engine("as_query_engine", ["query", "aquery"]),
    ...engine("RetrieverQueryEngine", ["query", "aquery"]),
    ...engine("RouterQueryEngine.fromDefaults", ["query"]),
    ...engine("SubQuestionQueryEngine.fromDefaults", ["query"]),
    ...["RouterQueryEngine", "SubQuestionQueryEngine", "RetrieverQueryEngine", "CitationQueryEngine"].flatMap(
      (made) => [
        ...engine(`${made}.from_defaults`, ["query", "aquery"]),
        ...engine(`${made}.from_args`, ["query", "aquery"]),
      ],
    ),
    {
      paths: ["client.live.connect"],
      api: "llamaindex.realtime",
      kind: "realtime",
      conversation: true,
      whenImported: true,
      slots: { model: "client:model", system: ["systemInstruction", "instructions"], tools: "tools" },
    },
    ...engine("asChatEngine", ["chat"], true),
    ...engine("as_chat_engine", ["chat", "achat", "stream_chat", "astream_chat"], true),
    ...["SimpleChatEngine", "ContextChatEngine", "CondenseQuestionChatEngine"].flatMap((made) =>
      engine(made, ["chat"], true),
    ),
    {
      paths: ["Settings.llm.chat", "Settings.llm.complete", "Settings.llm.acomplete", "Settings.llm.achat"],
      api: "llamaindex.chat",
      slots: { messages: ["messages", "prompt", "#0"] },
      ambient: settings,
    },
    ...classes.flatMap(([name, provider]) => [
      {
        paths: ["chat", "achat", "stream_chat", "astream_chat"].map((method) => `${name}().${method}`),
        api: "llamaindex.chat",
        provider,
        slots: {
          model: [`${name}:model`, `${name}:model_name`],
          messages: ["messages", "#0"],
          outputCap: ["max_tokens", `${name}:max_tokens`, `${name}:maxTokens`],
        },
      },
      {
        paths: ["complete", "acomplete", "stream_complete", "astream_complete"].map((method) => `${name}().${method}`),
        api: "llamaindex.complete",
        provider,
        slots: {
          model: [`${name}:model`, `${name}:model_name`],
          messages: ["prompt", "#0"],
          outputCap: ["max_tokens", `${name}:max_tokens`, `${name}:maxTokens`],
        },
      },
    ]),
    ...["FunctionAgent", "ReActAgent", "CodeActAgent", "agent", "OpenAIAgent", "AnthropicAgent", "LLMAgent"].map(
      (agent) => ({
        paths: [`${agent}().run`, `${agent}().runStream`, `${agent}().chat`],
        api: "llamaindex.agent",
        agent: true,
        slots: {
          model: `${agent}:llm`,
          system: [`${agent}:system_prompt`, `${agent}:systemPrompt`],
          messages: ["user_msg", "message", "#0"],
          tools: `${agent}:tools`,
          steps: "max_iterations",
        },
      }),
    ),
    // the agents and chat engines of older versions
    ...[
      ["ReActAgent", "from_tools"],
      ["OpenAIAgent", "from_tools"],
      ["FunctionCallingAgent", "from_tools"],
      ["CondenseQuestionChatEngine", "from_defaults"],
      ["ContextChatEngine", "from_defaults"],
      ["CondensePlusContextChatEngine", "from_defaults"],
      ["SimpleChatEngine", "from_defaults"],
    ].map(([maker, from]) => ({
      paths: ["chat", "achat", "stream_chat", "astream_chat"].map((method) => `${maker}.${from}().${method}`),
      api: "llamaindex.agent",
      conversation: true,
      ...(from === "from_tools" ? { agent: true } : {}),
      slots: {
        model: `${from}:llm`,
        system: [`${from}:system_prompt`, `${from}:context`],
        messages: ["message", "#0"],
        tools: `${from}:tools`,
        ...(from === "from_tools" ? { steps: `${from}:max_iterations` } : {}),
      },
    })),
  ],
};
