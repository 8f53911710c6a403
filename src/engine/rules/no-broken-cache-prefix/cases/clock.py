import random
import time
import uuid
from datetime import datetime

from openai import OpenAI

client = OpenAI()

RULES = """{{1800 words}}"""


def minute(question):
    return client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": f"It is {datetime.now():%Y-%m-%d %H:%M}.\n{RULES}"},
            #                                      ^^^^ finding: no-broken-cache-prefix changes with the clock
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


# a date is the same all day long, and so is what stands behind it
def date(question):
    return client.responses.create(model="gpt-4o", instructions=f"Today is {datetime.now():%d %B %Y}.\n{RULES}", input=question)


def formatted_date(question):
    today = datetime.now().strftime("%Y-%m-%d")
    return client.responses.create(model="gpt-4o", instructions="Today is " + today + RULES, input=question)


def date_then_time(question):
    now = datetime.now()
    text = f"Today is {now.date()}, the time is {now.isoformat()}.\n{RULES}"
    #                                            ^^^^ finding: no-broken-cache-prefix changes with the clock
    return client.responses.create(model="gpt-4o", instructions=text, input=question)
