import aiohttp
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


async def media(session: aiohttp.ClientSession, text, audio, headers):
    async with session.post("https://api.openai.com/v1/chat/completions", headers=headers, json={"model": "gpt-4o", "messages": [{"role": "user", "content": text}]}) as answer:
        #              ^^^^ call: openai.chat provider=openai model=gpt-4o parts=user
        await answer.json()
    requests.post("https://api.openai.com/v1/images/generations", json={"model": "gpt-image-1", "prompt": "A lighthouse", "size": "1024x1024"})
    #        ^^^^ call: openai.image kind=image model=gpt-image-1 size=1024x1024
    requests.post("https://api.openai.com/v1/audio/speech", headers=headers, json={"model": "tts-1", "voice": "alloy", "input": text})
    #        ^^^^ call: openai.speech kind=speech model=tts-1 parts=user
    requests.post("https://api.openai.com/v1/audio/transcriptions", files={"file": audio}, data={"model": "whisper-1"})
    #        ^^^^ call: openai.transcription kind=transcription model=whisper-1
    groq = httpx.Client(base_url="https://api.groq.com/openai/v1", headers=headers)
    groq.post("/chat/completions", json={"model": "llama-3.3-70b-versatile", "messages": []})
    #    ^^^^ call: openai.chat provider=groq model=llama-3.3-70b-versatile
    shop = httpx.Client(base_url="https://example.com")
    shop.post("/orders", json={"model": "x"})
    async with aiohttp.ClientSession("https://api.deepseek.com") as inner:
        await inner.post("/chat/completions", json={"model": "deepseek-chat", "messages": []})
        #           ^^^^ call: openai.chat provider=deepseek
