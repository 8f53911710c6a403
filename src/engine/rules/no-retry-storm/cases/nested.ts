import OpenAI from "openai";
import pRetry from "p-retry";

const openai = new OpenAI();

export const outer = (input: string) =>
  pRetry(
    async () => {
      for (let attempt = 0; attempt < 3; attempt++) {
        try {
          return await openai.responses.create({ model: "gpt-4o-mini", input });
          //                            ^^^^^^ finding: no-retry-storm 5 × 3
        } catch {
          continue;
        }
      }
    },
    { retries: 4 },
  );

export const twice = (input: string) =>
  pRetry(() => pRetry(() => openai.responses.create({ model: "gpt-4o-mini", input }), { retries: 3 }), { retries: 2 });
  //                                         ^^^^^^ finding: no-retry-storm it may be sent 12 times

export const once = (input: string) => pRetry(() => openai.responses.create({ model: "gpt-4o-mini", input }), { retries: 4 });

export const small = (input: string) =>
  pRetry(() => pRetry(() => openai.responses.create({ model: "gpt-4o-mini", input }), { retries: 1 }), { retries: 1 });

export async function items(inputs: string[]) {
  return pRetry(() => Promise.all(inputs.map((input) => openai.responses.create({ model: "gpt-4o-mini", input }))), {
    retries: 4,
  });
}
