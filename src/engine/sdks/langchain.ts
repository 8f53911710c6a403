import type { ModelShape, Sdk } from "./sdk";

const chatModel = (provider: string | undefined, names: string[], ...modules: string[]): ModelShape => ({
  modules,
  names,
  id: [
    "model",
    "model_name",
    "modelName",
    "model_id",
    "azure_deployment",
    "deployment_name",
    "azureOpenAIApiDeploymentName",
    "azureOpenAIApiDeploymentName",
    "#0",
  ],
  provider,
  baseUrl: ["base_url", "openai_api_base", "configuration.baseURL", "configuration.basePath"],
  outputCap: [
    "max_tokens",
    "maxTokens",
    "max_output_tokens",
    "maxOutputTokens",
    "max_completion_tokens",
    "num_predict",
    "numPredict",
  ],
});
const classic = [
  "@langchain/classic",
  "langchain",
  "langchain_community",
  "langchain_classic",
  "@langchain/community",
  "langchain/chat_models",
];

const agentSlots = (...makers: string[]) => {
  const at = (...places: string[]) => makers.flatMap((maker) => places.map((place) => `${maker}:${place}`));
  return {
    model: at("model", "llm", "#0"),
    system: at("system_prompt", "systemPrompt", "prompt", "state_modifier", "stateModifier", "instructions"),
    messages: ["messages", "input", "#0"],
    tools: at("tools", "#1"),
    schema: at("response_format", "responseFormat"),
    steps: ["config.recursion_limit", "#1.recursionLimit", "#1.recursion_limit"],
  };
};
const makers = [
  "create_agent",
  "createAgent",
  "create_react_agent",
  "createReactAgent",
  "create_deep_agent",
  "createDeepAgent",
];

const ada = {
  value: "text-embedding-ada-002",
  source: "langchainjs libs/providers/langchain-openai/src/embeddings.ts",
};
const embedders = [
  ["OpenAIEmbeddings", "openai"],
  ["AzureOpenAIEmbeddings", "azure"],
  ["GoogleGenerativeAIEmbeddings", "google"],
  ["VertexAIEmbeddings", "vertex"],
  ["BedrockEmbeddings", "bedrock"],
  ["MistralAIEmbeddings", "mistral"],
  ["CohereEmbeddings", "cohere"],
  ["OllamaEmbeddings", "ollama"],
  ["FireworksEmbeddings", "fireworks"],
  ["TogetherEmbeddings", "together"],
  ["TogetherAIEmbeddings", "together"],
  ["VoyageEmbeddings", "voyage"],
  ["VoyageAIEmbeddings", "voyage"],
] as const;

export const sdk: Sdk = {
  name: "langchain",
  title: "LangChain and LangGraph",
  languages: ["typescript", "python"],
  modules: [
    "langchain",
    "langchain_core",
    "langchain_community",
    "langchain_classic",
    "langchain_openai",
    "langchain_anthropic",
    "langchain_google_genai",
    "langchain_google_vertexai",
    "langchain_aws",
    "langchain_groq",
    "langchain_mistralai",
    "langchain_ollama",
    "langgraph",
    "deepagents",
    "@langchain",
  ],
  models: [
    {
      ...chatModel("openai", ["ChatOpenAI", "OpenAI"], "langchain_openai", "@langchain/openai", ...classic),
      defaultModel: {
        value: "gpt-3.5-turbo",
        source: "langchainjs libs/providers/langchain-openai/src/chat_models/base.ts",
      },
    },
    chatModel("azure", ["AzureChatOpenAI", "AzureOpenAI"], "langchain_openai", "@langchain/openai", ...classic),
    chatModel("anthropic", ["ChatAnthropic"], "langchain_anthropic", "@langchain/anthropic", ...classic),
    chatModel(
      "google",
      ["ChatGoogleGenerativeAI", "GoogleGenerativeAI"],
      "langchain_google_genai",
      "@langchain/google-genai",
      ...classic,
    ),
    chatModel(
      "vertex",
      ["ChatVertexAI", "VertexAI", "ChatAnthropicVertex"],
      "langchain_google_vertexai",
      "@langchain/google-vertexai",
      ...classic,
    ),
    chatModel(
      "bedrock",
      ["ChatBedrock", "ChatBedrockConverse", "BedrockChat", "Bedrock", "BedrockLLM"],
      "langchain_aws",
      "@langchain/aws",
      ...classic,
    ),
    chatModel("groq", ["ChatGroq"], "langchain_groq", "@langchain/groq", ...classic),
    chatModel("mistral", ["ChatMistralAI"], "langchain_mistralai", "@langchain/mistralai", ...classic),
    chatModel("cohere", ["ChatCohere"], "langchain_cohere", "@langchain/cohere", ...classic),
    chatModel("ollama", ["ChatOllama", "Ollama", "OllamaLLM"], "langchain_ollama", "@langchain/ollama", ...classic),
    chatModel("fireworks", ["ChatFireworks"], "langchain_fireworks", ...classic),
    chatModel(
      "together",
      ["ChatTogether", "ChatTogetherAI"],
      "langchain_together",
      "@langchain/together-ai",
      ...classic,
    ),
    chatModel("deepseek", ["ChatDeepSeek"], "langchain_deepseek", "@langchain/deepseek"),
    chatModel("xai", ["ChatXAI"], "langchain_xai", "@langchain/xai"),
    chatModel("openrouter", ["ChatOpenRouter"], "langchain_openrouter", "@langchain/openrouter"),
    chatModel("cloudflare", ["ChatCloudflareWorkersAI", "CloudflareWorkersAI"], "@langchain/cloudflare"),
    chatModel("cerebras", ["ChatCerebras"], "langchain_cerebras", "@langchain/cerebras"),
    chatModel("perplexity", ["ChatPerplexity"], "langchain_perplexity", ...classic),
    chatModel("nvidia", ["ChatNVIDIA"], "langchain_nvidia_ai_endpoints"),
    chatModel("huggingface", ["ChatHuggingFace", "HuggingFaceEndpoint"], "langchain_huggingface", ...classic),
    chatModel(undefined, ["ChatLiteLLM"], "langchain_litellm", "langchain_community"),
    {
      modules: ["langchain", "langchain_classic", "@langchain/classic"],
      names: ["init_chat_model", "initChatModel"],
      id: ["model", "#0"],
      outputCap: ["max_tokens", "#1.maxTokens"],
    },
  ],
  runnables: {
    api: "langchain.chat",
    methods: ["invoke", "ainvoke"],
    streams: ["stream", "astream", "astream_events", "streamEvents", "streamLog", "astream_log"],
    batches: ["batch", "abatch"],
    legacy: ["predict", "apredict", "run", "arun", "call", "acall", "generate", "agenerate", "()"],
    prompts: [
      {
        names: ["from_messages", "fromMessages", "from_template", "fromTemplate"],
        text: ["#0", "messages", "template"],
      },
      { names: ["ChatPromptTemplate"], text: ["messages", "#0"] },
      { names: ["PromptTemplate"], text: ["template", "#0.template"] },
    ],
    chains: [
      { names: ["LLMChain", "ConversationChain"], model: "llm", prompt: "prompt" },
      { names: ["RunnableWithMessageHistory"], model: ["runnable", "#0"] },
      {
        names: ["create_retrieval_chain", "createRetrievalChain"],
        model: ["combine_docs_chain", "#1", "combineDocsChain"],
        retriever: { slot: ["retriever", "#0"], placeholder: "context" },
      },
      {
        names: ["create_history_aware_retriever", "createHistoryAwareRetriever"],
        model: ["llm", "#0"],
        prompt: ["prompt", "rephrasePrompt", "#2"],
      },
      {
        names: ["from_chain_type", "from_llm", "fromLLM", "load_qa_chain", "load_summarize_chain"],
        model: ["llm", "#0"],
        prompt: "prompt",
        retriever: { slot: ["retriever", "#1"], placeholder: "context" },
      },
      { names: ["AgentExecutor", "from_agent_and_tools", "fromAgentAndTools"], model: "agent" },
      {
        names: [
          "create_tool_calling_agent",
          "createToolCallingAgent",
          "create_openai_functions_agent",
          "createOpenAIFunctionsAgent",
          "create_openai_tools_agent",
          "create_structured_chat_agent",
        ],
        model: ["llm", "#0"],
        prompt: ["prompt", "#2"],
      },
      {
        names: ["create_stuff_documents_chain", "createStuffDocumentsChain"],
        model: ["llm", "#0"],
        prompt: ["prompt", "#1"],
      },
    ],
    holders: /chain|agent|runnable|llm/i,
    fallbacks: ["with_fallbacks", "withFallbacks"],
    retries: { names: ["with_retry", "withRetry"], attempts: ["stop_after_attempt", "stopAfterAttempt"] },
    tools: ["bind_tools", "bindTools", "bind_functions"],
    schema: ["with_structured_output", "withStructuredOutput"],
    configure: ["with_config", "withConfig"],
    graphs: ["compile"],
    likely:
      /(^|_|[a-z])(llm|model|chain|agent|runnable|grader|judge|planner|rewriter|summarizer|classifier)(_?(instance|client|with_?\w+))?[A-Z]?\d*$/i,
    types: /\b(Base|Chat)(Chat|Language)?(Model|LLM|OpenAI|Anthropic)|\bLLM\b|BaseLanguageModel/,
  },
  calls: [
    ...embedders.map(([name, provider]) => ({
      paths: ["embed_query", "aembed_query", "embed_documents", "aembed_documents", "embedQuery", "embedDocuments"].map(
        (method) => `${name}().${method}`,
      ),
      api: "langchain.embed",
      kind: "embedding" as const,
      provider,
      slots: {
        model: ["model", "model_name", "modelName", "model_id", "azure_deployment"].map((key) => `${name}:${key}`),
        messages: ["#0", "text", "texts"],
      },
      ...(provider === "openai" ? { defaults: { model: ada } } : {}),
    })),
    {
      paths: makers.flatMap((maker) => ["invoke", "ainvoke"].map((method) => `${maker}().${method}`)),
      api: "langchain.agent",
      agent: true,
      slots: agentSlots(...makers),
    },
    {
      paths: makers.flatMap((maker) =>
        ["stream", "astream", "astream_events", "streamEvents"].map((method) => `${maker}().${method}`),
      ),
      api: "langchain.agent",
      agent: true,
      stream: true,
      slots: agentSlots(...makers),
    },
  ],
};
