// case: {"budgets": {"call": 0.01}}
import OpenAI from "openai";

const openai = new OpenAI();
const LONG = `{{9000 words}}`;
const NEARLY = `{{6500 words}}`;
const SHORT = `{{100 words}}`;

export const over = (input: string) => openai.responses.create({ model: "gpt-4o", instructions: LONG, input });
//                                                      ^^^^^^ finding: no-over-budget This call costs at least
export const dear = (input: string) => openai.responses.create({ model: "gpt-4-turbo", instructions: LONG, input });
//                                                      ^^^^^^ finding: no-over-budget of its budget of $0.01
export const nearly = (input: string) =>
  openai.responses.create({ model: "gpt-4o", instructions: NEARLY, input });
  //               ^^^^^^ finding: no-over-budget
export const cheap = (input: string) => openai.responses.create({ model: "gpt-4o-mini", instructions: LONG, input });
export const short = (input: string) => openai.responses.create({ model: "gpt-4o", instructions: SHORT, input });
export const unknown = (input: string, model: string) => openai.responses.create({ model, instructions: LONG, input });
