import json

from openai import OpenAI
from pydantic import BaseModel

client = OpenAI()


class Invoice(BaseModel):
    number: str
    total: float


def ask(prompt):
    return client.responses.create(model="gpt-4o-mini", input=prompt)


# the shape of what is written is known, and so is a part of its text
def choose(question, tools):
    infos = []
    for index, tool in enumerate(tools):
        infos.append({"index": index, "name": tool.name, "description": tool.description})
    return ask(f"Pick the tools for: {question}\n\n{json.dumps(infos, indent=2)}")
    #                                               ^^^^ finding: no-wasted-tokens json.dumps indents


def settings(question):
    rules = json.dumps({"language": "en", "tone": "plain", "length": 3}, indent=4)
    #       ^^^^ finding: no-wasted-tokens
    return ask(rules + question)


def model(invoice: Invoice):
    return ask(f"Check this invoice: {invoice.model_dump_json(indent=2)}")
    #                                 ^^^^ finding: no-wasted-tokens


def compact_model(invoice: Invoice):
    return ask(f"Check this invoice: {invoice.model_dump_json()}")


def compact(question):
    return ask(json.dumps({"question": question}))
