from crewai import LLM, Agent, Crew, Task

llm = LLM(model="openai/gpt-4o", max_tokens=60)
researcher = Agent(role="Researcher", goal="Find things", backstory="You have read everything.", llm=llm, max_iter=7)


def run(queue):
    llm.call("Say hi")
    #   ^^^^ call: crewai.chat model=openai/gpt-4o cap=60 parts=user
    task = Task(description="Find news about rain", expected_output="A list", agent=researcher)
    #      ^^^^ call: crewai.agent model=openai/gpt-4o cap=60 parts=system,user steps=7
    queue.call("later")
    return Crew(agents=[researcher], tasks=[task]).kickoff()


def described(agents, tasks):
    writer = Agent(config=agents["writer"])
    one = Task(description="Write about rain", expected_output="A page", agent=writer)
    #     ^^^^ call: crewai.agent model=? parts=user
    other = Task(config=tasks["news"])
    #       ^^^^ call: crewai.agent model=?
    return [one, other]
