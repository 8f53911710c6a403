from openai import OpenAI

client = OpenAI()


def complete(prompt: str) -> str:
    response = client.completions.create(model="gpt-3.5-turbo-instruct", prompt=prompt, max_tokens=256, stop=["\n\n"])
    #                             ^^^^^^ finding: use-streaming-stop behind "\n\n" is thrown away
    return response.choices[0].text.strip().split("\n\n")[0]
