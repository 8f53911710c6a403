from smolagents import CodeAgent, OpenAIServerModel, tool


@tool
def weather(city: str) -> str:
    """The weather in a city."""
    return "sunny"


agent = CodeAgent(tools=[weather], model=OpenAIServerModel(model_id="gpt-4o"), max_steps=6)


def run(engine):
    agent.run("What is the weather?")
    #     ^^^ call: smolagents.agent model=gpt-4o tools=weather steps=6 parts=user
    engine.run("started")
