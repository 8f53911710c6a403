# case: {"budgets": {"features": {"search": 100, "titles": 100}, "file": 5000, "workspace": 1000}}
from openai import OpenAI

client = OpenAI()


# tokenbill: calls=10k/day context=500 output=200 feature=search
def search(question):
    return client.responses.create(model="gpt-4.1", input=question)
    #                       ^^^^^^ finding: no-over-budget A month of the feature "search" costs at least
    #                       ^^^^^^ finding: no-over-budget A month of the workspace costs at least


# tokenbill: calls=1k/day context=500 output=200 feature=search
def refine(question):
    return client.responses.create(model="gpt-4.1", input=question)


# tokenbill: calls=1k/day context=100 output=20 feature=titles
def title(text):
    return client.responses.create(model="gpt-4.1-mini", input=text)


def unsaid(text):
    return client.responses.create(model="gpt-4.1", input=text)
