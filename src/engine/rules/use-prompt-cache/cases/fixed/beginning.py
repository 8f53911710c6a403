import anthropic

client = anthropic.Anthropic()
POLICY = """You answer questions about orders.
{{1800 words}}
"""


def about(customer, question):
    return client.messages.create(
        #                  ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=[{"type": "text", "text": f"{POLICY}\n", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": f"The customer is {customer.name}, who pays by {customer.method}."}],
        messages=[{"role": "user", "content": question}],
    )


# nothing but what changes is behind it, and that may be empty
def bare(notes, question):
    return client.messages.create(
        #                  ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=f"{POLICY}{notes}",
        messages=[{"role": "user", "content": question}],
    )


def spaced(notes, question):
    return client.messages.create(
        #                  ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=500,
        system=f"{POLICY} Notes:\n  {notes}",
        messages=[{"role": "user", "content": question}],
    )
