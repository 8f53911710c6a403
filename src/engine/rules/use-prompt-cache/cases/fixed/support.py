import anthropic
from anthropic import AsyncAnthropic

client = anthropic.Anthropic()
async_client = AsyncAnthropic()

POLICY = """You answer questions about orders. These are the rules of the shop.
{{1800 words}}
"""


def answer(question: str):
    return client.messages.create(
        #                  ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system=[{"type": "text", "text": POLICY, "cache_control": {"type": "ephemeral"}}],
        messages=[{"role": "user", "content": question}],
    )


async def answer_async(question: str):
    return await async_client.messages.create(
        #                              ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system=(
            [{"type": "text", "text": "You answer questions about orders. "
            "{{1800 words}}", "cache_control": {"type": "ephemeral"}}]
        ),
        messages=[{"role": "user", "content": question}],
    )


def answer_with_blocks(question: str):
    return client.messages.create(model='claude-sonnet-4-5', max_tokens=1024, system=[{'type': 'text', 'text': POLICY, 'cache_control': {'type': 'ephemeral'}}],
        #                  ^^^^^^ finding: use-prompt-cache
        messages=[{'role': 'user', 'content': question}])


def stream_answer(question: str):
    with client.messages.stream(
        #                ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system=[{"type": "text", "text": POLICY, "cache_control": {"type": "ephemeral"}}],
        messages=[{"role": "user", "content": question}],
    ) as stream:
        return stream.get_final_text()


def ask(question):
    return client.messages.create(
        #                  ^^^^^^ finding: use-prompt-cache
        model="claude-sonnet-4-5",
        max_tokens=700,
        system=[{"type": "text", "text": POLICY, "cache_control": {"type": "ephemeral"}}],
        messages=[{"role": "user", "content": question}],
    )


# said once, where it can be mended
def first(order):
    return ask("Where is it? " + order)


def second(order):
    return ask("Can it be returned? " + order)
