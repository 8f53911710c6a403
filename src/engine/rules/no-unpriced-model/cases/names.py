import os

from openai import OpenAI

client = OpenAI()
gateway = OpenAI(base_url=os.environ["GATEWAY_URL"])


def misspelt(text):
    return client.responses.create(model="gtp-4o", input=text)
    #                       ^^^^^^ finding: no-unpriced-model


def fine_tuned(text):
    return client.responses.create(model="my-own-model-v2", input=text)
    #                       ^^^^^^ finding: no-unpriced-model


def priced(text):
    return client.responses.create(model="gpt-4o-mini", input=text)


def unknown(text):
    return client.responses.create(model=os.environ["MODEL"], input=text)


def at_a_gateway(text):
    return gateway.responses.create(model="fast", input=text)
