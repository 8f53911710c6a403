import base64
import json

import requests
from anthropic import Anthropic

client = Anthropic()


def describe(path):
    with open(path, "rb") as file:
        data = base64.b64encode(file.read()).decode("utf-8")
        #      ^^^^ finding: no-wasted-tokens Base64 in a prompt's text is read and billed as text
    return client.messages.create(
        model="claude-sonnet-5",
        max_tokens=300,
        messages=[{"role": "user", "content": f"What does this picture show?\n\ndata:image/png;base64,{data}"}],
    )


# a picture is sent as one
def seen(path):
    with open(path, "rb") as file:
        data = base64.b64encode(file.read()).decode("utf-8")
    picture = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": data}}
    return client.messages.create(
        model="claude-sonnet-5",
        max_tokens=300,
        messages=[{"role": "user", "content": [picture, {"type": "text", "text": "What does this picture show?"}]}],
    )


# a request that is written out, with its picture in place
def asked(path, key):
    with open(path, "rb") as file:
        data = base64.b64encode(file.read()).decode("utf-8")
    body = {"contents": [{"parts": [{"text": "What is this?"}, {"inlineData": {"mimeType": "image/png", "data": data}}]}]}
    url = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3.5-flash:generateContent"
    return requests.post(url, headers={"x-goog-api-key": key}, data=json.dumps(body))
