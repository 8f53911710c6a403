import Anthropic from "@anthropic-ai/sdk";
import AnthropicBedrock from "@anthropic-ai/bedrock-sdk";
import { AnthropicAws } from "@anthropic-ai/aws-sdk";
import AnthropicGoogleCloud from "@anthropic-ai/google-cloud-sdk";
import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";
import { lookUp } from "./tools";

const anthropic = new Anthropic();
const bedrock = new AnthropicBedrock();
const vertex = new AnthropicVertex();
const SYSTEM = "You are a support assistant.";

export async function answer(question: string, docs: string[]) {
  await anthropic.messages.create({
    //                     ^^^^^^ call: anthropic.messages model=claude-sonnet-4-5 cap=1024 parts=system,user marks=1 provider=anthropic
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: [{ type: "text", text: SYSTEM, cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: question }],
  });
  anthropic.messages.stream({
    //               ^^^^^^ call: anthropic.messages stream thinking=1600 tools=lookUp,web_search
    model: "claude-sonnet-4-5",
    max_tokens: 3200,
    thinking: { type: "enabled", budget_tokens: 1600 },
    tools: [
      { name: "lookUp", description: "Finds an order", input_schema: { type: "object", properties: { id: { type: "string" } } } },
      { type: "web_search_20250305", name: "web_search" },
    ],
    messages: [{ role: "user", content: question }],
  });
  await anthropic.beta.messages.toolRunner({ model: "claude-haiku-4-5", max_tokens: 500, max_iterations: 4, tools: [lookUp], messages: [] });
  //                            ^^^^^^^^^^ call: anthropic.messages steps=4 times=1-4 grows
  await anthropic.messages.batches.create({
    //                             ^^^^^^ call: anthropic.messages batch model=claude-haiku-4-5 cap=200 parts=user
    requests: [{ custom_id: "1", params: { model: "claude-haiku-4-5", max_tokens: 200, messages: [{ role: "user", content: "hi" }] } }],
  });
  await bedrock.messages.create({ model: "anthropic.claude-sonnet-4-5-20250929-v1:0", max_tokens: 10, messages: [] });
  //                     ^^^^^^ call: anthropic.messages provider=bedrock
  await vertex.messages.create({ model: "claude-sonnet-4-5@20250929", max_tokens: 10, messages: [] });
  //                    ^^^^^^ call: anthropic.messages provider=vertex
  await Promise.all(
    docs.map((doc) =>
      anthropic.messages.create({ model: "claude-haiku-4-5", max_tokens: 50, messages: [{ role: "user", content: doc }] }),
      //                 ^^^^^^ call: anthropic.messages factor=loop times=0-n
    ),
  );
}

export async function whereAndHowFast(question: string) {
  const europe = new AnthropicVertex({ region: "europe-west1" });
  await europe.messages.create({ model: "claude-sonnet-5", max_tokens: 9, messages: [{ role: "user", content: question }] });
  //                    ^^^^^^ call: anthropic.messages provider=vertex region=europe-west1
  await anthropic.messages.create({ model: "claude-opus-5", max_tokens: 9, inference_geo: "us", messages: [] });
  //                       ^^^^^^ call: anthropic.messages region=us
  await anthropic.beta.messages.create({ model: "claude-opus-5", max_tokens: 9, speed: "fast", messages: [] });
  //                            ^^^^^^ call: anthropic.messages tier=fast
}

export async function nearMisses() {
  await anthropic.messages.countTokens({ model: "claude-sonnet-4-5", messages: [] });
  await anthropic.models.list();
  await anthropic.messages.batches.retrieve("id");
}

export async function throughAnotherAccount() {
  await new AnthropicAws().messages.create({ model: "claude-haiku-4-5", max_tokens: 9, messages: [] });
  //                                ^^^^^^ call: anthropic.messages provider=anthropic cap=9
  new AnthropicGoogleCloud({}).messages.stream({ model: "claude-haiku-4-5", max_tokens: 9, messages: [] });
  //                                    ^^^^^^ call: anthropic.messages provider=anthropic stream
}
