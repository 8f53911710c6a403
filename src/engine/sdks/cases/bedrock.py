import json

import boto3

bedrock_runtime = boto3.client("bedrock-runtime", region_name="us-east-1")
s3 = boto3.client("s3")


def run(prompt, client):
    bedrock_runtime.converse(
        #           ^^^^^^^^ call: bedrock.converse model=amazon.nova-lite-v1:0 cap=500 parts=system,user provider=bedrock
        modelId="amazon.nova-lite-v1:0",
        system=[{"text": "You are brief."}],
        messages=[{"role": "user", "content": [{"text": prompt}]}],
        inferenceConfig={"maxTokens": 500},
    )
    body = json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 300, "messages": [{"role": "user", "content": "hi"}]})
    bedrock_runtime.invoke_model(body=body, modelId="anthropic.claude-3-haiku-20240307-v1:0")
    #               ^^^^^^^^^^^^ call: bedrock.invoke cap=300 parts=user
    client.converse_stream(modelId="amazon.nova-pro-v1:0", messages=[])
    #      ^^^^^^^^^^^^^^^ call: bedrock.converse stream
    s3.put_object(Bucket="b", Key="k", Body=body)
    client.converse("to a person")
