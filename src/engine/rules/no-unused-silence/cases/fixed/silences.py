# case: {"rules": {"use-cheaper-model": "information"}}
from openai import OpenAI

client = OpenAI()


def silenced(review):
    # tokenbill-ignore-next-line use-cheaper-model -- measured: the small one is worse
    return client.chat.completions.create(
        model="gpt-4o",
        max_tokens=5,
        messages=[{"role": "user", "content": "Classify the review as good or bad. Answer with one word.\n" + review}],
    )


def silenced_at_the_call(review):
    completion = (
        # tokenbill-ignore-next-line use-cheaper-model
        client.chat.completions.create(
            model="gpt-4o",
            max_tokens=5,
            messages=[{"role": "user", "content": "Classify the review as good or bad. Answer with one word.\n" + review}],
        )
    )
    return completion


def unused(text):
#   ^^^^ finding: no-unused-silence use-cheaper-model
    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": text}])


def unused_behind_code(text):
    limit = 10
    #           ^^^^ finding: no-unused-silence use-cheaper-model
    return text[:limit]
