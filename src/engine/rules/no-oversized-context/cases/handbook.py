# case: {"ruleOptions": {"no-oversized-context": {"budget": 1000}}}
from openai import OpenAI

client = OpenAI()

RULES = """{{1200 words}}"""


def answer(question):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: no-oversized-context over the budget of 1,000
        model="gpt-4o",
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": question}],
    )


def answer_in_one(question):
    return client.responses.create(model="gpt-4o-mini", input=f"{RULES}\n\n{question}")
    #                       ^^^^^^ finding: no-oversized-context a call, over the budget


def short(question):
    return client.responses.create(model="gpt-4o-mini", input=f"Answer briefly: {question}")


def unknown(document):
    return client.responses.create(model="gpt-4o-mini", input=document)
