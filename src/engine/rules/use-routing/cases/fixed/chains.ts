import { ChatAnthropic } from "@langchain/anthropic";

class Desk {
  private readonly llm = new ChatAnthropic({ model: "claude-opus-4-8", maxTokens: 200 });

  async spam(mail: string) {
    const answer = await new ChatAnthropic({ model: "claude-haiku-4-5", maxTokens: 200 }).invoke(`Is this spam? Answer yes or no.\n${mail}`);
    //                            ^^^^^^ finding: use-routing claude-haiku-4-5
    return answer.content;
  }

  reply(mail: string) {
    return this.llm.invoke(`Think step by step and write a plan for an answer:\n${mail}`);
  }
}

export const desk = new Desk();
