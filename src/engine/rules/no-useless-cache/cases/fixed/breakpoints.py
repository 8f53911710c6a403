import anthropic

client = anthropic.Anthropic()

LONG = """{{1800 words}}"""


def inline(question):
    return client.messages.create(
        #                  ^^^^^^ finding: no-useless-cache
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=[{"type": "text", "text": "You answer questions."}],
        messages=[{"role": "user", "content": question}],
    )


def own_line(question):
    return client.messages.create(
        #                  ^^^^^^ finding: no-useless-cache
        model="claude-haiku-4-5",
        max_tokens=500,
        system=[
            {
                "type": "text",
                "text": LONG,
            }
        ],
        messages=[{"role": "user", "content": question}],
    )


def two(question):
    return client.messages.create(
        #                  ^^^^^^ finding: no-useless-cache
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=[
            {"type": "text", "text": "You answer questions."},
            {"type": "text", "text": "Answer briefly."},
        ],
        messages=[{"role": "user", "content": question}],
    )


def useful(question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=[{"type": "text", "text": LONG, "cache_control": {"type": "ephemeral"}}],
        messages=[{"role": "user", "content": question}],
    )


def conversation(messages):
    messages[-1]["content"][-1]["cache_control"] = {"type": "ephemeral"}
    return client.messages.create(model="claude-sonnet-4-5", max_tokens=500, messages=messages)


# filled in by a template engine before it is sent
def template(render, doc):
    messages = [
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "<document>{{doc}}</document>", "cache_control": {"type": "ephemeral"}},
                {"type": "text", "text": "Summarise the document."},
            ],
        }
    ]
    return client.messages.create(
        model="claude-sonnet-4-5", max_tokens=500, messages=messages, extra_body={"context": {"doc": doc}}
    )
