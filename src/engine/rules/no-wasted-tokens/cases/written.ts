// case: { "ruleOptions": { "no-wasted-tokens": { "leastTokens": 8 } } }
import OpenAI from "openai";
import dedent from "dedent";

const openai = new OpenAI();

export const extract = (mail: string) =>
  openai.responses.create({
    model: "gpt-4o-mini",
    instructions: `Take the order out of the mail. The answer has this schema:
//vvvv finding: no-wasted-tokens The line breaks and the indentation of this JSON take 32 tokens
  {
  "type": "object",
  "properties": {
    "number": { "type": "string", "description": "as the mail writes it, { and } too" },
    "lines": {
      "type": "array",
      "items": {
        "type": "object",
        "properties": {
          "article": { "type": "string" },
          "count": { "type": "integer" }
        }
      }
    }
  },
  "required": [
    "number",
    "lines"
  ]
}
Leave out what the mail does not say.`,
    input: mail,
  });

// what is no JSON is left alone: a placeholder, a type
export const typed = (mail: string) =>
  openai.responses.create({
    model: "gpt-4o-mini",
    instructions: `Answer with this form:
{
  "number": string,
  "lines": [
    {
      "article": string,
      "count": number,
      "price": number,
      "currency": string,
      "discount": number
    }
  ]
}`,
    input: mail,
  });

export const compact = (mail: string) =>
  openai.responses.create({
    model: "gpt-4o-mini",
    instructions: `Answer with JSON like this:
{"number":"A-1","lines":[{"article":"pen","count":2},{"article":"ink","count":1},{"article":"paper","count":500}]}`,
    input: mail,
  });

export const dedented = (mail: string) =>
  openai.responses.create({
    model: "gpt-4o-mini",
    instructions: dedent`
      Answer with the number of the order that the mail is about.
      Leave out what the mail does not say.
      Answer with nothing where there is none.
      Never answer with a number that the mail does not hold.
      Orders have eight digits, and a letter in front of them.
      Invoices have ten digits: they are no orders.
    `,
    input: mail,
  });

// the inner text begins at the margin, and the tag takes the indentation of the outer one out all the same
export const nested = (mail: string, rules: string) =>
  openai.responses.create({
    model: "gpt-4o-mini",
    instructions: dedent`
      Answer with the number of the order that the mail is about.
      Leave out what the mail does not say.
      <mail>
      ${mail}
      </mail>
      Answer with nothing where there is none.
      Never answer with a number that the mail does not hold.
      Orders have eight digits, and a letter in front of them.
      Invoices have ten digits: they are no orders.
      ${
        rules &&
        dedent`
          These rules go before all others:
          ${rules}
        `
      }
      Answer in one line.
      Say nothing else.
    `,
    input: mail,
  });
