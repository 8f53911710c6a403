from openai import OpenAI

client = OpenAI()
RULES = """You label tickets. {{160 words}}"""


def label(ticket):
    return client.responses.create(model="gpt-4o-mini", instructions=RULES, input=f"{RULES}\n\n{ticket}")
    #                       ^^^^^^ finding: no-repeated-context 2 times in this request
