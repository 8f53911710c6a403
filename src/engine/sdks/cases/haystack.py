from haystack.components.agents import Agent
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage

llm = OpenAIChatGenerator(model="gpt-4o-mini", generation_kwargs={"max_completion_tokens": 40})
agent = Agent(chat_generator=llm, system_prompt="You look things up.", tools=[])


def run(pipeline):
    llm.run([ChatMessage.from_system("You are brief."), ChatMessage.from_user("hi")])
    #   ^^^ call: haystack.chat model=gpt-4o-mini cap=40 parts=system,user provider=openai
    agent.run(messages=[ChatMessage.from_user("hi")])
    #     ^^^ call: haystack.agent model=gpt-4o-mini steps=100 parts=system,user
    pipeline.run({"query": "q"})
