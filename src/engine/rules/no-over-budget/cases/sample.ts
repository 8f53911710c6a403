// case: {"budgets": {"call": 0.01}}
import OpenAI from "openai";

const openai = new OpenAI();
const HANDBOOK = `{{6000 words}}`;

export const answer = (input: string) => openai.responses.create({ model: "gpt-4o", instructions: HANDBOOK, input });
//                                                        ^^^^^^ finding: no-over-budget of its budget of $0.01
