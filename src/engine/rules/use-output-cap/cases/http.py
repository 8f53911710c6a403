import requests

URL = "https://api.openai.com/v1/chat/completions"


def inline(text, headers):
    return requests.post(URL, headers=headers, json={"model": "gpt-4o", "messages": [{"role": "user", "content": text}]})
    #               ^^^^ finding: use-output-cap


def apart(text, headers):
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": text}]}
    return requests.post(URL, headers=headers, json=body)
    #               ^^^^ finding: use-output-cap
