from openai import OpenAI

client = OpenAI()
messages = [{"role": "system", "content": "You are a support assistant."}]

while True:
    messages.append({"role": "user", "content": input("> ")})
    completion = client.chat.completions.create(model="gpt-4o", messages=messages)
    #                                    ^^^^^^ finding: no-growing-history Every turn sends all earlier ones again
    messages.append(completion.choices[0].message)
