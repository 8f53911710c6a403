/** What longer runs have found, made small and told apart: each text broke an invariant once. */
export const kept: readonly { name: string; path: string; text: string }[] = [
  {
    name: "a fix beside a call that a line end has broken",
    path: "/w/b.py",
    text: `class Assistant:
    model = "gpt-5"
    def relevant(self, question, passage):
        prompt = f"Is the passage relevant to the question? Answer yes or no.\\n{question}\\n{passage}"
        response = client.responses.create(model=self.model, input=prompt, max_output_tokens
        100)
        return client.responses.create(model=self.model, input=f"Think step by step and write a plan for {goal}.")`,
  },
  {
    name: "a model that is called like a part of every object",
    path: "/w/e.ts",
    text: `import { ChatAnthropic } from "@langchain/anthropic";
const model = new ChatAnthropic(__proto__{
  },
const res = await model.invoke("Why is the sky blue?");`,
  },
  {
    name: "a message whose content is an item of what it is given to",
    path: "/w/d.ts",
    text: `import OpenAI from "openai";
const openai = new OpenAI();
export async function chat() {
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  for (const question of questionlled like about 210
    messages.push(complets) messages.push({ role: "user", content: question });
  return openai.chat.completions.create({ model: "gpt-4o", messages });
}
`,
  },
  {
    name: "several byte order marks before code",
    path: "/w/c.py",
    text: `\ufeff\ufeff\ufeff
def ask(text, **options):
    return client.responses.create(model="gpt-4.1", input=text, **options)
`,
  },
];
