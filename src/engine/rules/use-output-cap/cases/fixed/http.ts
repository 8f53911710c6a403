import axios from "axios";

export async function viaFetch(text: string) {
  await fetch("https://api.openai.com/v1/chat/completions", {
    //  ^^^^^ finding: use-output-cap
    method: "POST",
    body: JSON.stringify({ model: "gpt-4o", messages: [{ role: "user", content: text }], max_completion_tokens: 1024 }),
  });
  await axios.post(
    //        ^^^^ finding: use-output-cap
    "https://api.openai.com/v1/chat/completions",
    { model: "gpt-4o", messages: [{ role: "user", content: text }], max_completion_tokens: 1024 },
    { headers: { Authorization: "Bearer k" } },
  );
}
