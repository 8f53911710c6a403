import anthropic
from openai import OpenAI

client = OpenAI()
claude = anthropic.Anthropic()


def terminal():
    messages = [{"role": "system", "content": "You are a support assistant."}]
    while True:
        messages.append({"role": "user", "content": input("> ")})
        completion = client.chat.completions.create(model="gpt-4o", messages=messages)
        #                                    ^^^^^^ finding: no-growing-history Every turn sends all earlier ones again
        messages.append({"role": "assistant", "content": completion.choices[0].message.content})


def bot(queue):
    history = []
    while 1:
        history.append({"role": "user", "content": queue.get()})
        answer = claude.messages.create(model="claude-sonnet-4-5", max_tokens=500, messages=history)
        #                        ^^^^^^ finding: no-growing-history
        history.append({"role": "assistant", "content": answer.content[0].text})


def agent(task, tools, run):
    messages = [{"role": "user", "content": task}]
    while True:
        answer = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools)
        messages.append(answer.choices[0].message)
        for call in answer.choices[0].message.tool_calls or []:
            messages.append({"role": "tool", "tool_call_id": call.id, "content": run(call)})


def pipe(lines):
    messages = []
    source = iter(lines)
    while True:
        messages += [{"role": "user", "content": next(source)}]
        completion = client.chat.completions.create(model="gpt-4o", messages=messages)
        #                                    ^^^^^^ finding: no-growing-history
        messages += [completion.choices[0].message]


def windowed():
    messages = []
    while True:
        messages.append({"role": "user", "content": input("> ")})
        messages = messages[-10:]
        client.chat.completions.create(model="gpt-4o", messages=messages)


def fresh():
    while True:
        messages = [{"role": "user", "content": input("> ")}]
        client.chat.completions.create(model="gpt-4o", messages=messages)


def few(questions):
    messages = []
    for question in questions[:3]:
        messages.append({"role": "user", "content": question})
        client.chat.completions.create(model="gpt-4o", messages=messages)


def said_and_not_done():
    # nothing is trimmed here, and no window is kept
    messages = []
    while True:
        messages.append({"role": "user", "content": input("> ")})
        reply = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
        #                               ^^^^^^ finding: no-growing-history
        messages.append({"role": "assistant", "content": reply.choices[0].message.content})


def dropped():
    messages = []
    while True:
        messages.append({"role": "user", "content": input("> ")})
        reply = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
        messages.append({"role": "assistant", "content": reply.choices[0].message.content})
        del messages[:-6]
