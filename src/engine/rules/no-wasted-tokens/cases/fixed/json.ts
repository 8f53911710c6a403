import OpenAI from "openai";

const openai = new OpenAI();

export async function template(order: object) {
  return openai.chat.completions.create({
    model: "gpt-4o-mini",
    messages: [{ role: "user", content: `Summarise this order:\n${JSON.stringify(order)}` }],
    //                                                            ^^^^ finding: no-wasted-tokens JSON.stringify indents
  });
}

export async function variable(order: object) {
  const body = JSON.stringify(order);
  //           ^^^^ finding: no-wasted-tokens write it compactly
  return openai.responses.create({ model: "gpt-4o-mini", input: "Summarise this order: " + body });
}

export async function replacer(order: object) {
  return openai.responses.create({
    model: "gpt-4o-mini",
    input: JSON.stringify(order, ["id", "lines"]),
    //     ^^^^ finding: no-wasted-tokens
  });
}

export async function undefinedReplacer(order: object, rows: object[]) {
  const prompt = ["Order:", JSON.stringify(order), "Rows:", JSON.stringify(rows)].join("\n");
  //                        ^^^^ finding: no-wasted-tokens
  return openai.responses.create({ model: "gpt-4o-mini", input: prompt });
}

export const compact = (order: object) =>
  openai.responses.create({ model: "gpt-4o-mini", input: `Summarise: ${JSON.stringify(order)}` });

export const zero = (order: object) =>
  openai.responses.create({ model: "gpt-4o-mini", input: `Summarise: ${JSON.stringify(order, null, 0)}` });

export const filtered = (order: object) =>
  openai.responses.create({ model: "gpt-4o-mini", input: `Summarise: ${JSON.stringify(order, ["id"])}` });

// the log is for people
export async function logged(order: object) {
  console.log(JSON.stringify(order, null, 2));
  return openai.responses.create({ model: "gpt-4o-mini", input: `Summarise: ${String(order)}` });
}
