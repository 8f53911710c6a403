import os

from openai import OpenAI

client = OpenAI()


def label(ticket):
    return client.chat.completions.create(
        model=os.environ["MODEL"],
        messages=[{"role": "user", "content": f"Classify the ticket as billing or other. Answer with one word.\n{ticket}"}],
        max_tokens=10,
    )
