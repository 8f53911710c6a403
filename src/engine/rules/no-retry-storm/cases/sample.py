from openai import OpenAI
from tenacity import retry, stop_after_attempt

client = OpenAI()


@retry(stop=stop_after_attempt(5))
def answer(question):
    for attempt in range(4):
        try:
            return client.responses.create(model="gpt-4o-mini", input=question)
            #                       ^^^^^^ finding: no-retry-storm it may be sent 20 times
        except TimeoutError:
            continue
