from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel


class Answer(BaseModel):
    text: str


agent = Agent("openai:gpt-5.2", instructions="You are brief.", output_type=Answer)
other = Agent(OpenAIChatModel("gpt-4o"), system_prompt="You are long.")
typed = Agent[None, str]("anthropic:claude-haiku-4-5")


async def run(engine):
    await agent.run("What is new?")
    #           ^^^ call: pydantic-ai.agent model=openai:gpt-5.2 parts=system,user schema=text
    other.run_sync("hi", model_settings={"max_tokens": 20})
    #     ^^^^^^^^ call: pydantic-ai.agent model=gpt-4o provider=openai cap=20
    await typed.run("hi")
    #           ^^^ call: pydantic-ai.agent model=anthropic:claude-haiku-4-5
    engine.run("started")
