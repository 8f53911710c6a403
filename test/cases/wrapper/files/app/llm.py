from openai import OpenAI

client = OpenAI()


def ask(prompt, model="gpt-4o", max_tokens=None):
    completion = client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": prompt}],
        max_tokens=max_tokens,
    )
    return completion.choices[0].message.content
