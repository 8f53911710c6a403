import asyncio

import anthropic
from openai import OpenAI

client = OpenAI()
claude = anthropic.Anthropic()

RULES = """{{700 words}}"""


def each(tickets):
    for ticket in tickets:
        claude.messages.create(
            #           ^^^^^^ finding: no-call-in-loop One request for each of `tickets`
            model="claude-sonnet-4-5", max_tokens=50, system=RULES, messages=[{"role": "user", "content": ticket}]
        )


def comprehension(tickets):
    return [
        claude.messages.create(model="claude-haiku-4-5", max_tokens=50, system=RULES, messages=[{"role": "user", "content": t}])
        #               ^^^^^^ finding: no-call-in-loop
        for t in tickets
    ]


def old_model(tickets):
    for ticket in tickets:
        client.chat.completions.create(
            #                   ^^^^^^ finding: no-call-in-loop tokens: send several items
            model="gpt-4-turbo",
            messages=[{"role": "system", "content": RULES}, {"role": "user", "content": ticket}],
        )


def cached_by_itself(tickets):
    for ticket in tickets:
        client.chat.completions.create(
            model="gpt-4o",
            messages=[{"role": "system", "content": RULES}, {"role": "user", "content": ticket}],
        )


def short(tickets):
    for ticket in tickets:
        claude.messages.create(
            model="claude-sonnet-4-5", max_tokens=50, system="Answer.", messages=[{"role": "user", "content": ticket}]
        )


def three(tickets):
    for ticket in tickets[:3]:
        claude.messages.create(
            model="claude-sonnet-4-5", max_tokens=50, system=RULES, messages=[{"role": "user", "content": ticket}]
        )


def retry(ticket):
    for _ in range(3):
        claude.messages.create(
            model="claude-sonnet-4-5", max_tokens=50, system=RULES, messages=[{"role": "user", "content": ticket}]
        )
