from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()


@app.get("/topics")
def topics():
    return client.chat.completions.create(
        #                          ^^^^^^ finding: use-response-cache each time this runs
        model="gpt-4o-mini",
        temperature=0,
        messages=[{"role": "user", "content": "List ten topics that a newsletter on gardening could write about."}],
    )


def rows(count):
    return [
        client.responses.create(model="gpt-4.1", temperature=0, input="Name one garden plant. Answer with one word.")
        #                ^^^^^^ finding: use-response-cache in each turn of the loop
        for _ in range(count)
    ]


def per_topic(question):
    return client.chat.completions.create(
        model="gpt-4o-mini", temperature=0, messages=[{"role": "user", "content": question}]
    )


def script():
    return client.responses.create(model="gpt-4.1", temperature=0, input="Name one garden plant.")


if __name__ == "__main__":
    print(script())
