import { ChatOpenAI } from "@langchain/openai";

const model = new ChatOpenAI({ model: "gpt-4o-mini", temperature: 0, cache: true });

export async function welcome() {
  return model.invoke("Write one sentence that welcomes a visitor to a bakery's web site.");
  //           ^^^^^^ finding: use-response-cache ask once and keep the answer
}
