import random
import time
import uuid
from datetime import datetime

from openai import OpenAI

client = OpenAI()

RULES = """{{1800 words}}"""


def date(question):
    return client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": f"Today is {datetime.now():%Y-%m-%d}.\n{RULES}"},
            #                                         ^^^^ finding: no-broken-cache-prefix changes with the clock
            {"role": "user", "content": question},
        ],
    )


def request(question):
    request_id = uuid.uuid4()
    #            ^^^^ finding: no-broken-cache-prefix is random
    return client.responses.create(model="gpt-4o", instructions=f"Request {request_id}\n{RULES}", input=question)


def seconds(question):
    return client.responses.create(model="gpt-4o", instructions="At " + str(time.time()) + RULES, input=question)
    #                                                                       ^^^^ finding: no-broken-cache-prefix


def behind(question):
    return client.responses.create(model="gpt-4o", instructions=f"{RULES}\nToday is {datetime.now()}.", input=question)


def in_the_question(question):
    return client.responses.create(model="gpt-4o", instructions=RULES, input=f"[{datetime.now()}] {question}")


def small(question):
    return client.responses.create(model="gpt-4o", instructions=f"{random.random()} Be brief.", input=question)
