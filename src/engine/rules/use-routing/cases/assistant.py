import os

from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
MODEL = os.getenv("OPENAI_MODEL", "gpt-4o")
SMALL = "gpt-4o-mini"


class Assistant:
    model = "gpt-5"

    def relevant(self, question, passage):
        prompt = f"Is the passage relevant to the question? Answer yes or no.\n{question}\n{passage}"
        response = client.responses.create(model=self.model, input=prompt, max_output_tokens=100)
        #                           ^^^^^^ finding: use-routing a yes-or-no answer
        return response.output_text

    def plan(self, goal):
        return client.responses.create(model=self.model, input=f"Think step by step and write a plan for {goal}.")


def sentiment(review):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: use-routing also serves 1 call
        model=MODEL,
        max_tokens=5,
        messages=[
            {"role": "system", "content": "Determine the sentiment: positive, negative or neutral. Answer with one word."},
            {"role": "user", "content": review},
        ],
    )


async def extract(text):
    completion = await aclient.chat.completions.create(
        #                                       ^^^^^^ finding: use-routing extraction
        model=MODEL,
        max_tokens=50,
        messages=[{"role": "user", "content": f"Extract the invoice number. Return only the number.\n{text}"}],
    )
    return completion.choices[0].message.content


def answer(question, history):
    return client.chat.completions.create(model=MODEL, messages=[*history, {"role": "user", "content": question}])


def label(text):
    return client.chat.completions.create(
        model=SMALL, max_tokens=5, messages=[{"role": "user", "content": f"Is it a question? Answer yes or no.\n{text}"}]
    )


# Which model this is, is chosen at run time.
def chosen(text, model):
    return client.responses.create(model=model, input=f"Is it a question? Answer yes or no.\n{text}")
