import { MistralGCP } from "@mistralai/mistralai-gcp";
import { Mistral } from "@mistralai/mistralai";

const mistral = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });

export async function run(room: any) {
  await mistral.chat.complete({ model: "mistral-small-latest", maxTokens: 100, messages: [{ role: "user", content: "hi" }] });
  //                 ^^^^^^^^ call: mistral.chat model=mistral-small-latest cap=100 provider=mistral parts=user
  await mistral.chat.stream({ model: "mistral-large-latest", messages: [] });
  //                 ^^^^^^ call: mistral.chat stream
  await mistral.embeddings.create({ model: "mistral-embed", inputs: ["a"] });
  //                       ^^^^^^ call: mistral.embeddings kind=embedding
  await room.chat.complete("conversation");
  await mistral.models.list();
}

const gcp = new MistralGCP({ region: "europe-west4" });
export async function onGcp() {
  await gcp.chat.complete({ model: "mistral-large-2407", messages: [{ role: "user", content: "hi" }] });
  //             ^^^^^^^^ call: mistral.chat model=mistral-large-2407 provider=vertex
}
