import Anthropic from "@anthropic-ai/sdk";

const anthropic = new Anthropic();

export function answer(question) {
  return anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: rules,
    messages: [{ role: "user", content: question }],
  });
}

const rules = `
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
Answer politely, in the customer's language, and never promise what the policy does not say.
`;
