import anthropic

client = anthropic.Anthropic()

POLICY = """You answer questions about orders.
{{1800 words}}
"""


def ask(system, question, limit=500):
    return client.messages.create(
        #                  ^^^^^^ finding: use-prompt-cache are the same in every call
        model="claude-sonnet-4-5",
        max_tokens=limit,
        system=system,
        messages=[{"role": "user", "content": question}],
    )


def orders(question):
    return ask(POLICY, question)


# too short to be cached, which the mark does not change
def greeting(name):
    return ask("You greet people.", f"Greet {name}.", limit=50)


def some(question, system=None):
    return client.messages.create(
        #                  ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=system,
        messages=[{"role": "user", "content": question}],
    )


def refunds(question):
    return some(question, POLICY)


# an empty block is rejected, so the function is not changed for all
def free(question):
    return some(question)
