# case: {"budgets": {"call": 0.001, "warnFrom": 100}}
import anthropic

client = anthropic.Anthropic()


def over(text):
    return client.messages.create(
        #                  ^^^^^^ finding: no-over-budget costs at least
        model="claude-opus-4-5",
        max_tokens=10,
        system="{{400 words}}",
        messages=[{"role": "user", "content": text}],
    )


def over_in_the_message(text):
    prompt = f"""{{500 words}}

{text}"""
    return client.messages.create(
        #                  ^^^^^^ finding: no-over-budget
        model="claude-sonnet-4-5", max_tokens=10, messages=[{"role": "user", "content": prompt}]
    )


def streamed(text):
    return client.messages.stream(
        #                  ^^^^^^ finding: no-over-budget
        model="claude-opus-4-5", max_tokens=10, system="{{400 words}}", messages=[{"role": "user", "content": text}]
    )


def short(text):
    return client.messages.create(model="claude-sonnet-4-5", max_tokens=10, messages=[{"role": "user", "content": text}])


def nearly(text):
    return client.messages.create(
        model="claude-haiku-4-5",
        max_tokens=10,
        system="{{600 words}}",
        messages=[{"role": "user", "content": text}],
    )


def capped(text):
    return client.messages.create(model="claude-opus-4-5", max_tokens=10, messages=[{"role": "user", "content": text}])
