# case: {"rules": {"use-cheaper-model": "information", "use-prompt-cache": "warning"}}
from openai import OpenAI

client = OpenAI()

# tokenbill-ignore-file use-cheaper-model -- an example of a dear model


def classify(review):
    return client.chat.completions.create(
        model="gpt-4o",
        max_tokens=5,
        messages=[{"role": "user", "content": "Classify the review as good or bad. Answer with one word.\n" + review}],
    )


  # tokenbill-ignore-file use-prompt-cache
# ^^^^ finding: no-unused-silence use-prompt-cache
