import autogen
from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_agentchat.ui import Console
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


async def teams(client, own):
    writer = AssistantAgent("writer", model_client=OpenAIChatCompletionClient(model="gpt-4o"), system_message="You write.")
    critic = AssistantAgent("critic", model_client=OpenAIChatCompletionClient(model="gpt-4o"))
    team = RoundRobinGroupChat([writer, critic], max_turns=6)
    await team.run(task="Write a haiku.")
    #          ^^^ call: autogen.agent model=gpt-4o parts=system,user steps=6 grows
    await Console(team.run_stream(task="Write a haiku."))
    #                  ^^^^^^^^^^ call: autogen.agent stream
    await own.run_stream(task="deploy")


def older():
    config = {"config_list": [{"model": "gpt-4", "api_key": "k"}]}
    assistant = autogen.AssistantAgent("assistant", llm_config=config, system_message="You code.")
    user = autogen.UserProxyAgent("user", human_input_mode="NEVER", code_execution_config=False)
    user.initiate_chat(assistant, message="Plot a sine.", max_turns=3)
    #    ^^^^^^^^^^^^^ call: autogen.agent model=gpt-4 parts=system,user steps=3 grows
