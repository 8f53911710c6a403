# case: {"ruleOptions": {"use-response-cache": {"hitRate": 25}}}
from openai import OpenAI

client = OpenAI()


def classify(text):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: use-response-cache 25 % of requests repeat
        model="gpt-4o", temperature=0, messages=[{"role": "user", "content": f"Which language is this? {text}"}]
    )


def ideas(text):
    return client.chat.completions.create(
        model="gpt-4o", temperature=1, messages=[{"role": "user", "content": f"Go on with this: {text}"}]
    )
