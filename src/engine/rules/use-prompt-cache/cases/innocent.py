import anthropic

from prompts import load_policy

client = anthropic.Anthropic()

POLICY = """You answer questions about orders.
{{1800 words}}
"""


def cached_message(question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": POLICY, "cache_control": {"type": "ephemeral"}},
                    {"type": "text", "text": question},
                ],
            }
        ],
    )


# what is loaded is not known
def loaded(question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system=load_policy(),
        messages=[{"role": "user", "content": question}],
    )


def user_first(user, question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system=f"You help {user}.\n{POLICY}",
        messages=[{"role": "user", "content": question}],
    )
