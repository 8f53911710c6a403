import boto3

bedrock = boto3.client("bedrock-runtime")

POLICY = """You answer questions about orders.
{{1800 words}}
"""


def converse(question):
    return bedrock.converse(
        #          ^^^^ finding: use-prompt-cache
        modelId="us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        system=[
            {"text": POLICY},
            {"cachePoint": {"type": "default"}},
        ],
        messages=[{"role": "user", "content": [{"text": question}]}],
    )


def short(question):
    return bedrock.converse(
        modelId="us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        system=[{"text": "Answer briefly."}],
        messages=[{"role": "user", "content": [{"text": question}]}],
    )
