from agents import Agent, Runner, function_tool
from agents.realtime import RealtimeAgent, RealtimeRunner


@function_tool
def weather(city: str) -> str:
    """The weather in a city."""
    return "sunny"


agent = Agent(name="Helper", instructions="You only answer in rhymes.", model="gpt-5-mini", tools=[weather])
plain = Agent(name="Plain", instructions="You are brief.")


async def run(engine):
    await Runner.run(agent, "What is the weather?", max_turns=4)
    #            ^^^ call: openai-agents.agent model=gpt-5-mini parts=system,user tools=weather steps=4 times=1-4 grows
    Runner.run_streamed(plain, input="hi")
    #      ^^^^^^^^^^^^ call: openai-agents.agent stream how=sdk-default
    engine.run(agent)


async def talk(bus):
    guide = RealtimeAgent(name="Guide", instructions="You guide visitors.")
    runner = RealtimeRunner(guide)
    session = await runner.run()
    #                      ^^^ call: openai.realtime kind=realtime model=gpt-realtime-2.1 how=sdk-default parts=system grows
    await bus.run()
    return session


async def handed_over(anyone: Agent, settings):
    await Runner.run(anyone, "Hello")
    #            ^^^ call: openai-agents.agent model=? origin=handed_over.anyone.model
    await Runner.run(plain, "Hello")
    #            ^^^ call: openai-agents.agent model=gpt-5.6-luna how=sdk-default
    await Runner.run(Agent(**settings), "Hello")
    #            ^^^ call: openai-agents.agent model=?
