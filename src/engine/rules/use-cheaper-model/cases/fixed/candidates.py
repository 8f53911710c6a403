# case: {"candidates": ["llama3.2", "anthropic/claude-haiku-4.5", "gpt-5-nano"], "pricing": {"models": {"llama3.2": {"gpu": {"usdPerHour": 0.5, "tokensPerSecond": 2000}, "contextWindow": 128000, "maxOutput": 8000}}}}
import litellm
from openai import OpenAI

client = OpenAI()
openrouter = OpenAI(base_url="https://openrouter.ai/api/v1")


# The same vendor comes first; the others need another client.
def spam(mail):
    return client.responses.create(model="gpt-6-luna", max_output_tokens=50, input=f"Is this spam? Answer yes or no.\n{mail}")
    #                       ^^^^^^ finding: use-cheaper-model gpt-6-luna costs


# This vendor has no smaller model: what was named comes in its place.
def language(text):
    return openrouter.chat.completions.create(
        #                              ^^^^^^ finding: use-cheaper-model
        model="anthropic/claude-haiku-4.5",
        max_tokens=10,
        messages=[{"role": "user", "content": f"Detect the language. Reply with the language code only.\n{text}"}],
    )


# No candidate saves enough.
def small(text):
    return client.responses.create(model="gpt-5-nano", max_output_tokens=50, input=f"Is it spam? Answer yes or no.\n{text}")
