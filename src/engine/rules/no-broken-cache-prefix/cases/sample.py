from datetime import datetime

from openai import OpenAI

client = OpenAI()
RULES = """You are a support assistant. {{1800 words}}"""


def answer(question):
    return client.responses.create(
        model="gpt-4o",
        instructions=f"Today is {datetime.now()}.\n{RULES}",
        #                        ^^^^ finding: no-broken-cache-prefix changes with the clock
        input=question,
    )
