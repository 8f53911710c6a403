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
