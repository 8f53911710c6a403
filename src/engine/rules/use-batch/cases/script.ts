import { readFileSync } from "node:fs";
import OpenAI from "openai";

const openai = new OpenAI();
const lines = readFileSync(process.argv[2], "utf8").split("\n");

for (const line of lines) {
  const response = await openai.responses.create({ model: "gpt-4o-mini", input: `Translate to French: ${line}` });
  //                                      ^^^^^^ finding: use-batch each of `lines`
  console.log(response.output_text);
}

await Promise.all(lines.map((line) => openai.responses.create({ model: "gpt-4o-mini", input: line })));
//                                                     ^^^^^^ finding: use-batch

export async function rate(texts: string[]) {
  for (const text of texts) {
    await openai.chat.completions.create({ model: "gpt-4.1", messages: [{ role: "user", content: text }] });
    //                            ^^^^^^ finding: use-batch
  }
}

export const one = (input: string) => openai.responses.create({ model: "gpt-4o", input });

export async function attempts(input: string) {
  for (let attempt = 0; attempt < 30; attempt++) await openai.responses.create({ model: "gpt-4o", input });
}
