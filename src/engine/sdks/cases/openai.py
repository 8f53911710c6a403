import asyncio
import os

import openai
from openai import AsyncOpenAI, AzureOpenAI, OpenAI
from pydantic import BaseModel, Field

client = OpenAI()
aclient = AsyncOpenAI(base_url="https://openrouter.ai/api/v1")
azure = AzureOpenAI(azure_deployment="support")
MODEL = os.getenv("MODEL", "gpt-4o-mini")


class Ticket(BaseModel):
    """A support ticket."""

    title: str = Field(description="short")
    tags: list[str] = []


class Assistant:
    def __init__(self, client):
        self.client = client
        self.model = "gpt-4.1"

    def ask(self):
        return self.client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": "hi"}])
        #                                   ^^^^^^ call: openai.chat model=gpt-4.1 parts=user


async def answer(history):
    client.chat.completions.create(
        #                   ^^^^^^ call: openai.chat model=gpt-4o-mini how=default origin=env:MODEL cap=500 parts=system,user provider=openai
        model=MODEL,
        max_tokens=500,
        messages=[
            {"role": "system", "content": "You answer questions."},
            {"role": "user", "content": f"Question: {history}"},
        ],
    )
    client.beta.chat.completions.parse(
        #                        ^^^^^ call: openai.chat schema=title,tags model=gpt-4o
        model="gpt-4o", messages=[{"role": "user", "content": "Sort"}], response_format=Ticket
    )
    client.chat.completions.with_raw_response.create(model="gpt-4o", messages=history)
    #                                         ^^^^^^ call: openai.chat model=gpt-4o
    await aclient.chat.completions.create(model="openai/gpt-4o", messages=history, stream=True)
    #                              ^^^^^^ call: openai.chat provider=openrouter stream
    client.responses.create(model="gpt-5", instructions="Be brief", input="hello", reasoning={"effort": "high"})
    #                ^^^^^^ call: openai.responses effort=high parts=system,user
    openai.chat.completions.create(model="gpt-4o", messages=history)
    #                       ^^^^^^ call: openai.chat provider=openai
    openai.ChatCompletion.create(model="gpt-4", messages=history, temperature=0.2)
    #                     ^^^^^^ call: openai.chat model=gpt-4
    client.embeddings.create(model="text-embedding-3-large", input=[text for text in history])
    #                 ^^^^^^ call: openai.embeddings kind=embedding
    azure.chat.completions.create(model="<ignored>", messages=history)
    #                      ^^^^^^ call: openai.chat provider=azure
    kwargs = {"model": "gpt-4o", "messages": history, "max_tokens": 100}
    kwargs["temperature"] = 0
    client.chat.completions.create(**kwargs)
    #                       ^^^^^^ call: openai.chat model=gpt-4o cap=100
    await asyncio.to_thread(client.chat.completions.create, model="gpt-4o", messages=history)
    #                                               ^^^^^^ call: openai.chat model=gpt-4o provider=openai
    either = azure if history else client
    either.chat.completions.create(model="gpt-4o", messages=history)
    #                       ^^^^^^ call: openai.chat provider=?
    client.beta.threads.runs.create_and_poll(thread_id="t", assistant_id="a", instructions="Be brief.")
    #                        ^^^^^^^^^^^^^^^ call: openai.responses parts=system model=? grows


def near_misses(db, thread):
    client.models.list()
    client.beta.threads.messages.create(thread_id=thread, role="user", content="hi")
    db.completions.create(name="done")
    db.embeddings.create(vector=[1, 2])
    client.files.create(file=open("a"), purpose="batch")


def on_bedrock(bedrock):
    hosted = OpenAI(provider=bedrock(region="us-west-2"))
    hosted.responses.create(model="openai.gpt-5.4", input="Say hello")
    #                ^^^^^^ call: openai.responses provider=bedrock


def media(path):
    client.images.generate(model="dall-e-3", prompt="A lighthouse in fog", size="1792x1024", quality="hd", n=1)
    #             ^^^^^^^^ call: openai.image kind=image model=dall-e-3 size=1792x1024 quality=hd n=1 parts=user
    client.images.edit(model="gpt-image-1", image=[open("cat.png", "rb")], prompt="Add a hat")
    #             ^^^^ call: openai.image files=image parts=user,user
    with client.audio.speech.with_streaming_response.create(model="tts-1", voice="alloy", input="Hello there") as answer:
        #                                            ^^^^^^ call: openai.speech kind=speech model=tts-1 parts=user
        answer.stream_to_file(path)
    with open("call.mp3", "rb") as recording:
        client.audio.transcriptions.create(model="gpt-4o-transcribe", file=recording)
        #                           ^^^^^^ call: openai.transcription kind=transcription model=gpt-4o-transcribe files=audio
    openai.Audio.transcribe("whisper-1", path)
    #            ^^^^^^^^^^ call: openai.transcription model=whisper-1 files=audio
    openai.Image.create(prompt="A lighthouse", n=2, size="512x512")
    #            ^^^^^^ call: openai.image model=? n=2 size=512x512
    client.videos.create_and_poll(prompt="A paper boat", seconds="4")
    #             ^^^^^^^^^^^^^^^ call: openai.video model=sora-2 how=sdk-default seconds=4


async def talk(audio_client):
    async with aclient.realtime.connect(model="gpt-realtime") as connection:
        #                       ^^^^^^^ call: openai.realtime kind=realtime model=gpt-realtime grows
        await connection.session.update(session={"type": "realtime", "instructions": "Be kind."})
        await connection.response.create()
    assistant = client.beta.assistants.create(model="gpt-4o", instructions="You tutor maths.")
    client.beta.threads.runs.create(thread_id="t", assistant_id=assistant.id)
    #                        ^^^^^^ call: openai.responses model=gpt-4o parts=system grows


def media_near_misses(album, recorder):
    album.images.generate(width=100)
    recorder.audio.speech.create(rate=2)
    album.videos.create(title="Holiday")
    recorder.realtime.connect("wss://example.com")
    client.moderations.create(input="free of charge")
