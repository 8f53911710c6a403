import os

from openai import OpenAI

client = OpenAI()
gateway = OpenAI(base_url=os.environ["GATEWAY_URL"])


def misspelt(text):
    return client.responses.create(model="gtp-4o", input=text)
    #                                    ^^^^ finding: no-unpriced-model did you mean gpt-4o?


def newer(text):
    return client.responses.create(model="gpt-7-sol", input=text)
    #                                    ^^^^ finding: no-unpriced-model check the name


# served from somewhere else
def own(text):
    return client.responses.create(model="my-own-model-v2", input=text)


def priced(text):
    return client.responses.create(model="gpt-4o-mini", input=text)


def unknown(text):
    return client.responses.create(model=os.environ["MODEL"], input=text)


def at_a_gateway(text):
    return gateway.responses.create(model="fast", input=text)
