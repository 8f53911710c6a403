import OpenAI from "openai";

const openai = new OpenAI();

async function main() {
  const completion = await openai.chat.completions.create({
    model: "gpt-4o",
    temperature: 0,
    messages: [{ role: "user", content: "Say this is a test." }],
  });
  console.log(completion.choices[0]?.message);
}

main();

(async () => {
  await openai.responses.create({ model: "gpt-4o", temperature: 0, input: "Say this is a test." });
})();

await openai.responses.create({ model: "gpt-4o", temperature: 0, input: "Say this is a test, again." });
