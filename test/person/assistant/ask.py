import os
from openai import OpenAI

client = OpenAI()


def ask(question: str) -> str:
    answer = client.chat.completions.create(
        model=os.environ["ASSISTANT_MODEL"],
        max_tokens=200,
        messages=[
            {"role": "system", "content": "Answer the customer in two short sentences."},
            {"role": "user", "content": question},
        ],
    )
    return answer.choices[0].message.content
