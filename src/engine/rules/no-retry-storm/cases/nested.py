from openai import OpenAI
from tenacity import retry, stop_after_attempt

client = OpenAI()


@retry(stop=stop_after_attempt(5))
def decorated(text):
    for attempt in range(3):
        try:
            return client.responses.create(model="gpt-4o-mini", input=text)
            #                       ^^^^^^ finding: no-retry-storm multiply (5 × 3): it may be sent 15 times
        except TimeoutError:
            continue


@retry(stop=stop_after_attempt(5))
def once(text):
    return client.responses.create(model="gpt-4o-mini", input=text)


def loop(text):
    for attempt in range(3):
        try:
            return client.responses.create(model="gpt-4o-mini", input=text)
        except TimeoutError:
            continue


@retry
def unbounded(text):
    for attempt in range(3):
        try:
            return client.responses.create(model="gpt-4o-mini", input=text)
        except TimeoutError:
            continue


@retry(stop=stop_after_attempt(3))
def endless(text):
    tries = 0
    while tries < 4:
        try:
            return client.responses.create(model="gpt-4o-mini", input=text)
            #                       ^^^^^^ finding: no-retry-storm 3 × 4
        except TimeoutError:
            tries += 1


@retry(stop=stop_after_attempt(2))
@retry(stop=stop_after_attempt(4))
#^^^^ finding: no-retry-storm (2 × 4): it may be sent 8 times
def decorated_twice(text):
    return client.responses.create(model="gpt-4o-mini", input=text)
