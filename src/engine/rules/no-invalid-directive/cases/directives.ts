import OpenAI from "openai";

const openai = new OpenAI();
const model = "gpt-4o-mini";

// tokenbill: calls=10k/day context=3k output=400 feature=search
export const all = (input: string) => openai.responses.create({ model, input });

// tokenbill: cals=10k/day
//            ^^^^ finding: no-invalid-directive did you mean "calls"?
export const misspelt = (input: string) => openai.responses.create({ model, input });

// tokenbill: calls=10k output=400
//            ^^^^ finding: no-invalid-directive takes a volume like 10k/day
export const noUnit = (input: string) => openai.responses.create({ model, input });

/* tokenbill: context=large */
//            ^^^^ finding: no-invalid-directive takes tokens like 3k
export const noNumber = (input: string) => openai.responses.create({ model, input });

// tokenbill is mentioned here, and this is no directive
export const mentioned = (input: string) => openai.responses.create({ model, input });

/** tokenbill: calls=200/hour */
export const docComment = (input: string) => openai.responses.create({ model, input });
