from openai import OpenAI

client = OpenAI()


def chat():
    messages = [{"role": "system", "content": "You are a patient tutor of mathematics."}]
    while True:
        messages.append({"role": "user", "content": "The pupil writes: " + input("> ")})
        answer = client.chat.completions.create(model="gpt-4o", messages=messages)
        messages.append({"role": "assistant", "content": answer.choices[0].message.content})
