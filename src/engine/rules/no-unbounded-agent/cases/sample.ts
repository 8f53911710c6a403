import OpenAI from "openai";

const openai = new OpenAI();

export async function agent(items: OpenAI.Responses.ResponseInputItem[], tools: OpenAI.Responses.Tool[]) {
  while (true) {
    const response = await openai.responses.create({ model: "gpt-5-mini", input: items, tools });
    //                                      ^^^^^^ finding: no-unbounded-agent Nothing but the model ends this loop
    const calls = response.output.filter((item) => item.type === "function_call");
    if (calls.length === 0) return response.output_text;
    items.push(...response.output);
  }
}
