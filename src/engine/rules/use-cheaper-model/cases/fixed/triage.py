import os

from openai import OpenAI
import anthropic

client = OpenAI()
claude = anthropic.Anthropic()

SYSTEM = """You detect the sentiment of reviews.
Return exactly one word: positive, negative or neutral."""


def sentiment(review: str) -> str:
    completion = client.chat.completions.create(
        #                                ^^^^^^ finding: use-cheaper-model classification
        model="gpt-6-luna",
        messages=[
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": review},
        ],
        temperature=0,
        max_tokens=5,
    )
    return completion.choices[0].message.content


def language(text: str) -> str:
    return claude.messages.create(
        #                  ^^^^^^ finding: use-cheaper-model classification
        model="claude-haiku-4-5",
        max_tokens=8,
        messages=[{"role": "user", "content": f"Detect the language of this text. Reply with the language code only.\n{text}"}],
    ).content[0].text


def is_relevant(question: str, passage: str, model: str = "gpt-4o") -> bool:
    prompt = "Is the passage relevant to the question? Answer yes or no.\n\nQuestion: %s\n\nPassage: %s" % (question, passage)
    answer = client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": prompt}], max_tokens=1)
    #                                ^^^^^^ finding: use-cheaper-model a yes-or-no answer
    return answer.choices[0].message.content == "yes"
