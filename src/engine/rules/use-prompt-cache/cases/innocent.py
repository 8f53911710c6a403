import anthropic
import boto3

from prompts import load_policy

client = anthropic.Anthropic()
bedrock = boto3.client("bedrock-runtime")

POLICY = """You answer questions about orders.
{{1800 words}}
"""


def cached_message(question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": POLICY, "cache_control": {"type": "ephemeral"}},
                    {"type": "text", "text": question},
                ],
            }
        ],
    )


# what is loaded is not known
def loaded(question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system=load_policy(),
        messages=[{"role": "user", "content": question}],
    )


def user_first(user, question):
    return client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        system=f"You help {user}.\n{POLICY}",
        messages=[{"role": "user", "content": question}],
    )


ROUTES = [
    {"name": "track", "description": """Where a parcel is. {{1500 words}}""", "schema": {"type": "object", "properties": {}}},
    {"name": "refund", "description": "Pays money back.", "schema": {"type": "object", "properties": {}}},
]


def route_tools():
    tools = []
    for route in ROUTES:
        spec = {"name": route["name"], "description": route["description"], "inputSchema": {"json": route["schema"]}}
        tools.append({"toolSpec": spec})
    tools.append({"cachePoint": {"type": "default"}})
    return tools


# the breakpoint is a block of its own behind the tools
def marked_tools(question):
    return bedrock.converse(
        modelId="anthropic.claude-sonnet-4-5-20250929-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        toolConfig={"tools": route_tools()},
        inferenceConfig={"maxTokens": 500},
    )
