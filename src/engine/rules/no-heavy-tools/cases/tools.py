# case: {"ruleOptions": {"no-heavy-tools": {"leastTokens": 300}}}
from openai import OpenAI

client = OpenAI()

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "search_orders",
            "description": "{{200 words}}",
            "parameters": {"type": "object", "properties": {"query": {"type": "string"}}},
        },
    },
    {
        "type": "function",
        "function": {
            "name": "refund_order",
            "description": "{{200 words}}",
            "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}}},
        },
    },
]


def constant(question):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: no-heavy-tools 2 tool definitions take
        model="gpt-4-turbo", messages=[{"role": "user", "content": question}], tools=TOOLS
    )


def with_system(question):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: no-heavy-tools send only the tools
        model="gpt-4-turbo",
        messages=[{"role": "system", "content": "You are a support assistant."}, {"role": "user", "content": question}],
        tools=TOOLS,
    )


def one_tool(question):
    return client.chat.completions.create(
        model="gpt-4-turbo", messages=[{"role": "user", "content": question}], tools=TOOLS[:1]
    )


def long_prompt(question):
    return client.chat.completions.create(
        model="gpt-4-turbo",
        messages=[{"role": "system", "content": "{{2000 words}}"}, {"role": "user", "content": question}],
        tools=TOOLS,
    )


def unknown(question, tools):
    return client.chat.completions.create(
        model="gpt-4-turbo", messages=[{"role": "user", "content": question}], tools=tools
    )
