import httpx
import requests

URL = "https://api.anthropic.com/v1/messages"


async def run(prompt, app, base):
    requests.post(
        #    ^^^^ call: anthropic.messages sdk=raw-http provider=anthropic model=claude-haiku-4-5 cap=99 parts=system,user
        URL,
        headers={"x-api-key": "k"},
        json={"model": "claude-haiku-4-5", "max_tokens": 99, "system": "Be brief.", "messages": [{"role": "user", "content": prompt}]},
    )
    async with httpx.AsyncClient() as client:
        await client.post(f"{base}/v1/chat/completions", json={"model": "gpt-4o", "messages": []})
        #            ^^^^ call: openai.chat model=gpt-4o
    requests.post("http://localhost:11434/api/generate", json={"model": "llama3", "prompt": prompt})
    #        ^^^^ call: ollama.generate provider=ollama parts=user
    requests.post("https://example.com/orders", json={"model": "x"})
    requests.get("https://api.openai.com/v1/models")
