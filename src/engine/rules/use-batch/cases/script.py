import argparse
import json

from openai import OpenAI
import anthropic

client = OpenAI()
claude = anthropic.Anthropic()


def label(rows):
    for row in rows:
        completion = client.chat.completions.create(
            #                                ^^^^^^ finding: use-batch A script asks about each of `rows` at the full price
            model="gpt-4o-mini", messages=[{"role": "user", "content": row}]
        )
        yield completion.choices[0].message.content


def summarise(documents):
    return [
        claude.messages.create(
            #           ^^^^^^ finding: use-batch for 50 % less
            model="claude-sonnet-4-5", max_tokens=500, messages=[{"role": "user", "content": document}]
        )
        for document in documents
    ]


def evaluate(path):
    with open(path) as file:
        for line in file:
            question = json.loads(line)["question"]
            client.responses.create(model="gpt-4o", input=question)
            #                ^^^^^^ finding: use-batch


def streamed(rows):
    for row in rows:
        client.responses.create(model="gpt-4o", input=row, stream=True)


def flex(rows):
    for row in rows:
        client.responses.create(model="gpt-5", input=row, service_tier="flex")


def few():
    for city in ["Graz", "Linz", "Wels"]:
        client.responses.create(model="gpt-4o", input=city)


def conversation(rows):
    messages = []
    for row in rows:
        messages.append({"role": "user", "content": row})
        client.chat.completions.create(model="gpt-4o", messages=messages)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    evaluate(parser.parse_args().path)
