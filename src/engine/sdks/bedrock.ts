import type { Sdk } from "./sdk";

const converse = {
  model: "modelId",
  system: "system",
  messages: "messages",
  tools: "toolConfig.tools",
  outputCap: "inferenceConfig.maxTokens",
  thinkingBudget: [
    "additionalModelRequestFields.thinking.budget_tokens",
    "additionalModelRequestFields.reasoning_config.budget_tokens",
  ],
  stop: "inferenceConfig.stopSequences",
  temperature: "inferenceConfig.temperature",
};
// what the body looks like is the model maker's business
const invoke = {
  model: "modelId",
  system: "body.system",
  messages: [
    "body.messages",
    "body.prompt",
    "body.inputText",
    "body.message",
    // pictures: Titan, Nova Canvas, Stable Diffusion
    "body.textToImageParams.text",
    "body.imageVariationParams.text",
    "body.inPaintingParams.text",
    "body.outPaintingParams.text",
    "body.colorGuidedGenerationParams.text",
    "body.text_prompts",
  ],
  tools: "body.tools",
  outputCap: [
    "body.max_tokens",
    "body.max_tokens_to_sample",
    "body.max_gen_len",
    "body.maxTokens",
    "body.textGenerationConfig.maxTokenCount",
    "body.inferenceConfig.maxTokens",
    "body.inferenceConfig.max_new_tokens",
  ],
  n: "body.imageGenerationConfig.numberOfImages",
  temperature: ["body.temperature", "body.textGenerationConfig.temperature"],
};

export const sdk: Sdk = {
  name: "bedrock",
  title: "Amazon Bedrock",
  languages: ["typescript", "python"],
  words: ["bedrock", "invoke_model", "converse_stream", ".converse("],
  modules: ["@aws-sdk/client-bedrock-runtime", "boto3", "aioboto3", "aiobotocore.session"],
  clients: [
    {
      names: ["BedrockRuntime", "client", "Session.client", "session.Session.client", "get_session.create_client"],
      provider: "bedrock",
    },
  ],
  calls: [
    {
      paths: ["ConverseCommand", "client.converse"],
      api: "bedrock.converse",
      provider: "bedrock",
      slots: converse,
      unmistakable: { has: ["modelId", "messages"] },
    },
    {
      paths: ["ConverseStreamCommand", "client.converse_stream", "client.converseStream"],
      api: "bedrock.converse",
      provider: "bedrock",
      stream: true,
      slots: converse,
      unmistakable: { has: ["modelId", "messages"] },
    },
    {
      paths: ["InvokeModelCommand", "client.invoke_model", "client.invokeModel"],
      api: "bedrock.invoke",
      provider: "bedrock",
      slots: invoke,
      unmistakable: { has: ["modelId", "body"] },
    },
    {
      paths: [
        "InvokeModelWithResponseStreamCommand",
        "client.invoke_model_with_response_stream",
        "client.invokeModelWithResponseStream",
      ],
      api: "bedrock.invoke",
      provider: "bedrock",
      stream: true,
      slots: invoke,
      unmistakable: { has: ["modelId", "body"] },
    },
  ],
};
