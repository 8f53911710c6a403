import anthropic
from anthropic import AnthropicBedrock, AsyncAnthropic

client = anthropic.Anthropic()
aclient = AsyncAnthropic()
bedrock = AnthropicBedrock()

TOOLS = [
    {
        "name": "look_up",
        "description": "Finds an order",
        "input_schema": {"type": "object", "properties": {"id": {"type": "string"}}},
        "cache_control": {"type": "ephemeral", "ttl": "1h"},
    }
]


async def answer(question, service):
    client.messages.create(
        #           ^^^^^^ call: anthropic.messages model=claude-sonnet-4-5 cap=1024 parts=system,user tools=look_up marks=1
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system="You are a support assistant.",
        tools=TOOLS,
        messages=[{"role": "user", "content": question}],
    )
    async with aclient.messages.stream(max_tokens=100, model="claude-haiku-4-5", messages=[]) as stream:
        #                       ^^^^^^ call: anthropic.messages stream cap=100
        print(stream)
    client.beta.messages.tool_runner(model="claude-haiku-4-5", max_tokens=100, tools=TOOLS, messages=[])
    #                    ^^^^^^^^^^^ call: anthropic.messages tools=look_up
    client.messages.batches.create(
        #                   ^^^^^^ call: anthropic.messages batch cap=10
        requests=[{"custom_id": "a", "params": {"model": "claude-haiku-4-5", "max_tokens": 10, "messages": []}}]
    )
    bedrock.messages.create(model="anthropic.claude-3-haiku-20240307-v1:0", max_tokens=5, messages=[])
    #                ^^^^^^ call: anthropic.messages provider=bedrock
    service.llm.messages.create(model="claude-haiku-4-5", max_tokens=5, messages=[])
    #                    ^^^^^^ call: anthropic.messages model=claude-haiku-4-5
    client.completions.create(model="claude-2.1", prompt="\n\nHuman: hi", max_tokens_to_sample=300)
    #                  ^^^^^^ call: anthropic.messages cap=300


def near_misses(twilio, sender):
    client.messages.count_tokens(model="claude-haiku-4-5", messages=[])
    twilio.messages.create(body="hello", from_=sender, to="+1")
    client.messages.batches.retrieve("id")


def typed(own: "anthropic.AnthropicBedrock", messages):
    own.messages.create(model="claude-haiku-4-5", max_tokens=9, messages=messages)
    #            ^^^^^^ call: anthropic.messages provider=bedrock cap=9


def in_one_region(messages):
    vertex = anthropic.AnthropicVertex(region="us-east5", project_id="shop")
    vertex.messages.create(model="claude-sonnet-5", max_tokens=9, messages=messages)
    #               ^^^^^^ call: anthropic.messages provider=vertex region=us-east5
    client.messages.create(model="claude-opus-5", max_tokens=9, inference_geo="us", speed="fast", messages=messages)
    #               ^^^^^^ call: anthropic.messages region=us tier=fast
