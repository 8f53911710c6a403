import time

import anthropic

client = anthropic.Anthropic()

LONG = """{{1800 words}}"""


def end(question):
    return client.messages.create(
        #                  ^^^^^^ finding: no-useless-cache stands behind `question`, which changes with each call
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=LONG,
        messages=[
            {"role": "user", "content": [{"type": "text", "text": question}]}
        ],
    )


def whole(question):
    return client.messages.create(
        #                  ^^^^^^ finding: no-useless-cache more a call. Put it behind the fixed part, or remove it
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=LONG,
        messages=[{"role": "user", "content": question}],
    )


# the document is asked about again
def document(text, question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=500,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": text, "cache_control": {"type": "ephemeral"}},
                    {"type": "text", "text": question},
                ],
            }
        ],
    )


# the next turn sends this one again
def turn(history, question):
    messages = [*history, {"role": "user", "content": question}]
    return client.messages.create(
        model="claude-sonnet-4-5", max_tokens=500, cache_control={"type": "ephemeral"}, system=LONG, messages=messages
    )


# the instructions have a breakpoint of their own
def both(question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=[{"type": "text", "text": LONG, "cache_control": {"type": "ephemeral"}}],
        messages=[
            {"role": "user", "content": [{"type": "text", "text": question, "cache_control": {"type": "ephemeral"}}]}
        ],
    )


# a tool's answer comes behind it, and all of it is sent again
def agent(question, tools):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=500,
        tools=tools,
        cache_control={"type": "ephemeral"},
        system=LONG,
        messages=[{"role": "user", "content": question}],
    )


# asked twice on purpose: the first request warms the cache for the second
def warmed(text):
    stamp = str(time.time())
    request = {
        "model": "claude-sonnet-4-5",
        "max_tokens": 500,
        "messages": [{"role": "user", "content": [{"type": "text", "text": f"{stamp} {LONG}", "cache_control": {"type": "ephemeral"}}]}],
    }
    client.messages.create(**request)
    return client.messages.create(**request)
