import json

import anthropic
from openai import OpenAI

client = OpenAI()
claude = anthropic.Anthropic()


def agent(task, tools, run):
    messages = [{"role": "user", "content": task}]
    while True:
        message = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools).choices[0].message
        #                                 ^^^^^^ finding: no-unbounded-agent Nothing but the model ends this loop
        messages.append(message)
        if not message.tool_calls:
            return message.content
        for call in message.tool_calls:
            messages.append({"role": "tool", "tool_call_id": call.id, "content": run(call)})


def claude_agent(task, tools, run):
    messages = [{"role": "user", "content": task}]
    while True:
        response = claude.messages.create(
            #                      ^^^^^^ finding: no-unbounded-agent
            model="claude-sonnet-4-5", max_tokens=4096, tools=tools, messages=messages
        )
        messages.append({"role": "assistant", "content": response.content})
        if response.stop_reason != "tool_use":
            return response
        results = [run(block) for block in response.content if block.type == "tool_use"]
        messages.append({"role": "user", "content": results})


TOOLS = [{"type": "function", "name": "search", "parameters": {"type": "object", "properties": {"query": {"type": "string"}}}}]


def responses(task, search):
    items = [{"role": "user", "content": task}]
    while True:
        response = client.responses.create(model="gpt-5", input=items, tools=TOOLS)
        #                           ^^^^^^ finding: no-unbounded-agent
        items += response.output
        calls = [item for item in response.output if item.type == "function_call"]
        if not calls:
            break
        for call in calls:
            items.append({"type": "function_call_output", "call_id": call.call_id, "output": search(**json.loads(call.arguments))})


def limited(task, tools, run):
    messages = [{"role": "user", "content": task}]
    steps = 0
    while True:
        steps += 1
        if steps > 10:
            raise RuntimeError("too many steps")
        message = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools).choices[0].message
        messages.append(message)
        for call in message.tool_calls or []:
            messages.append({"role": "tool", "tool_call_id": call.id, "content": run(call)})


def ranged(task, tools, run):
    messages = [{"role": "user", "content": task}]
    for _ in range(8):
        message = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools).choices[0].message
        messages.append(message)
        for call in message.tool_calls or []:
            messages.append({"role": "tool", "tool_call_id": call.id, "content": run(call)})


def terminal(tools, run):
    messages = []
    while True:
        messages.append({"role": "user", "content": input("> ")})
        message = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools).choices[0].message
        for call in message.tool_calls or []:
            messages.append({"role": "tool", "tool_call_id": call.id, "content": run(call)})


def no_tools(next_message):
    messages = []
    while True:
        messages.append({"role": "user", "content": next_message()})
        client.chat.completions.create(model="gpt-4o", messages=messages)


def commented(items, tools):
    # the model decides: no max_steps == 10, no limit >= anything
    while True:
        response = client.responses.create(model="gpt-5-mini", input=items, tools=tools)
        #                           ^^^^^^ finding: no-unbounded-agent
        items += response.output
        if not any(item.type == "function_call" for item in response.output):
            return response.output_text


def counted(items, tools):
    n = 0
    while True:
        response = client.responses.create(model="gpt-5-mini", input=items, tools=tools)
        items.extend(response.output)
        n += 1
        if n >= 8:
            return response.output_text


class Team:
    """The limit is infinite unless a caller says otherwise, and the request is made in a method of its own."""

    def complete(self, history, tools):
        return client.chat.completions.create(model="gpt-4o", messages=history, tools=tools)

    def run(self, messages, tools, call_tools, max_turns=float("inf")):
        history = list(messages)
        while len(history) - len(messages) < max_turns:
            completion = self.complete(history, tools)
            #                 ^^^^^^^^ finding: no-unbounded-agent Unless `max_turns` is given
            message = completion.choices[0].message
            history.append(message)
            if not message.tool_calls:
                break
            history.extend(call_tools(message.tool_calls))
        return history

    def run_few(self, messages, tools, call_tools, max_turns=10):
        history = list(messages)
        while len(history) - len(messages) < max_turns:
            message = self.complete(history, tools).choices[0].message
            history.append(message)
            if not message.tool_calls:
                break
            history.extend(call_tools(message.tool_calls))
        return history


def start(team, question, tools, call_tools):
    return team.run([{"role": "user", "content": question}], tools, call_tools)


def until_answered(question, tools, run):
    messages = [{"role": "user", "content": question}]
    response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=1024, tools=tools, messages=messages)
    while response.stop_reason == "tool_use":
        messages.append({"role": "assistant", "content": response.content})
        messages.append({"role": "user", "content": run(response.content)})
        response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=1024, tools=tools, messages=messages)
        #                          ^^^^^^ finding: no-unbounded-agent


def a_few_times(question, tools, run):
    messages = [{"role": "user", "content": question}]
    response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=1024, tools=tools, messages=messages)
    step = 0
    while response.stop_reason == "tool_use" and step < 8:
        step += 1
        messages.append({"role": "assistant", "content": response.content})
        messages.append({"role": "user", "content": run(response.content)})
        response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=1024, tools=tools, messages=messages)
