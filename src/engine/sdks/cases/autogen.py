from autogen_agentchat.agents import AssistantAgent
from autogen_ext.models.openai import OpenAIChatCompletionClient

model_client = OpenAIChatCompletionClient(model="gpt-4.1")
agent = AssistantAgent("assistant", model_client=model_client, system_message="You are brief.", tools=[])


async def run(messages, engine):
    await agent.run(task="Say hi")
    #           ^^^ call: autogen.agent model=gpt-4.1 provider=openai parts=system,user
    agent.run_stream(task="Say hi")
    #     ^^^^^^^^^^ call: autogen.agent stream
    await model_client.create(messages)
    #                  ^^^^^^ call: autogen.chat model=gpt-4.1
    engine.run(task="compile")
