import json

from openai import OpenAI

client = OpenAI()



FIND = {"type": "function", "function": {"name": "find_order", "description": "Finds an order.", "parameters": {"type": "object", "properties": {}}}}
REFUND = {"type": "function", "function": {"name": "refund_order", "description": "Refunds an order.", "parameters": {"type": "object", "properties": {}}}}
TRACK = {"type": "function", "function": {"name": "track_parcel", "description": "Says where a parcel is.", "parameters": {"type": "object", "properties": {}}}}
#       ^^^^ finding: no-heavy-tools is sent with every call
GREET = {"type": "function", "function": {"name": "greet", "description": "Greets.", "parameters": {"type": "object", "properties": {}}}}


def support(question, shop):
    answer = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": question}], tools=[FIND, REFUND, TRACK]
    )
    for call in answer.choices[0].message.tool_calls or []:
        arguments = json.loads(call.function.arguments)
        if call.function.name == "find_order":
            shop.find(**arguments)
        elif call.function.name == "refund_order":
            shop.refund(**arguments)
        else:
            raise ValueError(f"unknown tool {call.function.name}")


# all are handled
def both(question):
    return client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": question}], tools=[FIND, REFUND]
    )
