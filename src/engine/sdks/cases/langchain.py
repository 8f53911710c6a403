from langchain.agents import AgentExecutor, create_agent, create_tool_calling_agent
from langchain.chat_models import init_chat_model
from langchain.chains import create_retrieval_chain
from langchain.chains.combine_documents import create_stuff_documents_chain
from langchain_anthropic import ChatAnthropic
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables.history import RunnableWithMessageHistory
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from langgraph.graph import StateGraph
from pydantic import BaseModel


class Answer(BaseModel):
    text: str


def search(query: str) -> str:
    """Searches the web."""
    return ""


llm = ChatOpenAI(model="gpt-4o-mini", temperature=0, max_tokens=123)
prompt = ChatPromptTemplate.from_messages([("system", "You answer about {topic}."), ("human", "{question}")])
chain = prompt | llm | StrOutputParser()
agent = create_agent(model="anthropic:claude-sonnet-4-5", tools=[search], system_prompt="You search.")


class Writer:
    def __init__(self, model: BaseChatModel):
        self.llm = model


async def run(question, retriever, tool, graph, model: BaseChatModel):
    llm.invoke([SystemMessage(content="You are brief."), HumanMessage(content=question)])
    #   ^^^^^^ call: langchain.chat model=gpt-4o-mini cap=123 parts=system,user provider=openai
    await chain.ainvoke({"topic": "rain", "question": question})
    #           ^^^^^^^ call: langchain.chat model=gpt-4o-mini parts=system,user
    llm.bind_tools([search]).invoke("hi")
    #                        ^^^^^^ call: langchain.chat tools=search
    ChatAnthropic(model="claude-haiku-4-5").with_structured_output(Answer).invoke(question)
    #                                                                      ^^^^^^ call: langchain.chat schema=text model=claude-haiku-4-5 provider=anthropic
    for piece in chain.stream({"topic": "rain", "question": "when"}):
        #              ^^^^^^ call: langchain.chat stream times=1
        print(piece)
    llm.batch(["a", "b"])
    #   ^^^^^ call: langchain.chat times=2 factor=items
    agent.invoke({"messages": [{"role": "user", "content": question}]})
    #     ^^^^^^ call: langchain.agent model=anthropic:claude-sonnet-4-5 parts=system,user tools=search grows
    executor = AgentExecutor(agent=create_tool_calling_agent(llm, [search], prompt), tools=[search])
    executor.invoke({"question": question, "topic": "rain"})
    #        ^^^^^^ call: langchain.chat model=gpt-4o-mini parts=system,user
    model.invoke("hi")
    #     ^^^^^^ call: langchain.chat model=? origin=run.model
    retriever.invoke(question)
    tool.invoke({"query": question})
    graph.invoke({"question": question})
    OpenAIEmbeddings(model="text-embedding-3-small").embed_query(question)
    #                                                ^^^^^^^^^^^ call: langchain.embed kind=embedding model=text-embedding-3-small provider=openai


history_chain = RunnableWithMessageHistory(chain, lambda session: None)
rag = create_retrieval_chain(None, create_stuff_documents_chain(llm, prompt))
workflow = StateGraph(dict)
workflow.add_node("answer", run)
agent_graph = workflow.compile()


class OwnLlm:
    def invoke(self, text):
        return text


def more(question, provider, grader, chat_memory):
    own_llm = OwnLlm()
    answer = llm(question)
    #        ^^^ call: langchain.chat model=gpt-4o-mini cap=123 parts=user
    history_chain.invoke({"topic": "rain", "question": question})
    #             ^^^^^^ call: langchain.chat model=gpt-4o-mini parts=system,user
    rag.invoke({"topic": "rain", "question": question})
    #   ^^^^^^ call: langchain.chat model=gpt-4o-mini parts=system,user
    with_tools = provider.llm.bind_tools([search])
    with_tools.invoke(question)
    #          ^^^^^^ call: langchain.chat tools=search model=?
    grader.invoke(question)
    #      ^^^^^^ call: langchain.chat model=? origin=more.grader
    agent_graph.invoke({"question": question})
    own_llm.invoke(question)
    chat_memory.invoke(question)
    describe_model(question)
    return answer


configurable = init_chat_model(configurable_fields=("model", "max_tokens"))


def configured(question, settings):
    chosen = configurable.with_structured_output(Answer).with_config({"model": "gpt-4.1", "max_tokens": 77})
    chosen.invoke(question)
    #      ^^^^^^ call: langchain.chat model=gpt-4.1 cap=77 schema=text
    configurable.with_config({"model": settings.writer_model}).invoke(question)
    #                                                          ^^^^^^ call: langchain.chat model=? origin=configured.settings.writer_model
    configurable.invoke(question, config={"configurable": {"model": "gpt-4o"}})
    #            ^^^^^^ call: langchain.chat model=gpt-4o
