import { mistral } from "@ai-sdk/mistral";
import { generateText } from "ai";

export async function summarize(text: string) {
  const { text: summary } = await generateText({
    model: mistral("mistral-medium-latest"),
    //             ^ finding: no-stale-alias-price went from $0.40/M to $1.50/M of input on 2026-06-16
    prompt: `Summarize in three sentences:\n${text}`,
  });
  return summary;
}
