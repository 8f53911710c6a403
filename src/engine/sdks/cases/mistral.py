from mistralai import Mistral

client = Mistral(api_key="k")


async def run(messages, room):
    client.chat.complete(model="mistral-small-latest", messages=messages, max_tokens=10)
    #           ^^^^^^^^ call: mistral.chat model=mistral-small-latest cap=10
    await client.chat.stream_async(model="mistral-tiny", messages=messages)
    #                 ^^^^^^^^^^^^ call: mistral.chat stream
    client.fim.complete(model="codestral-latest", prompt="def f(")
    #          ^^^^^^^^ call: mistral.chat parts=user
    client.embeddings.create(model="mistral-embed", inputs=["a"])
    #                 ^^^^^^ call: mistral.embeddings kind=embedding
    room.chat.complete("conversation")
    client.models.list()


def media(recorder):
    client.audio.transcriptions.complete(model="voxtral-mini-latest", file={"content": open("call.mp3", "rb"), "file_name": "call.mp3"})
    #                           ^^^^^^^^ call: mistral.transcription kind=transcription model=voxtral-mini-latest files=audio
    recorder.audio.transcriptions.complete(id=1)
