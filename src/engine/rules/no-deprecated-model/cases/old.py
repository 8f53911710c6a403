import anthropic
from openai import OpenAI

client = anthropic.Anthropic()
openai = OpenAI()


def literal(text):
    return client.messages.create(
        model="claude-opus-4-1",
        #     ^^^^ finding: no-deprecated-model
        max_tokens=100,
        messages=[{"role": "user", "content": text}],
    )


def default(text, model="claude-3-opus-20240229"):
    #                   ^^^^ finding: no-deprecated-model
    return client.messages.create(model=model, max_tokens=100, messages=[{"role": "user", "content": text}])


def current(text):
    return client.messages.create(
        model="claude-sonnet-5", max_tokens=100, messages=[{"role": "user", "content": text}]
    )


def small(text):
    return openai.responses.create(model="gpt-5.4-mini", input=text)


def unknown(text, settings):
    return client.messages.create(
        model=settings.model, max_tokens=100, messages=[{"role": "user", "content": text}]
    )


def chained(text, key):
    gemini = OpenAI(api_key=key, base_url="https://generativelanguage.googleapis.com/v1beta/openai/")
    # its successor retires too, so that the one behind it is named
    return gemini.chat.completions.create(
        model="gemini-2.0-flash",
        #     ^^^^ finding: no-deprecated-model move to gemini-3.5-flash-lite
        messages=[{"role": "user", "content": text}],
    )


def smallest(text):
    return openai.responses.create(model="gpt-4.1-nano", input=text)
    #                                    ^^^^ finding: no-deprecated-model move to gpt-5.6-luna
