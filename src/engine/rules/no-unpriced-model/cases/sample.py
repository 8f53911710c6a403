from openai import OpenAI

client = OpenAI()


def answer(question):
    return client.responses.create(model="gpt-4o-minni", input=question)
    #                                    ^^^^ finding: no-unpriced-model No price is known for gpt-4o-minni
