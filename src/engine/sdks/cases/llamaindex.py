from llama_index.core import VectorStoreIndex
from llama_index.core.agent import ReActAgent
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.chat_engine import CondenseQuestionChatEngine
from llama_index.llms.openai import OpenAI

llm = OpenAI(model="gpt-4o", max_tokens=70)
agent = FunctionAgent(tools=[], llm=llm, system_prompt="You calculate.")


async def run(messages, index):
    llm.complete("Say hi")
    #   ^^^^^^^^ call: llamaindex.complete model=gpt-4o cap=70 parts=user provider=openai
    await llm.achat(messages)
    #         ^^^^^ call: llamaindex.chat model=gpt-4o
    await agent.run("What is 2 + 2?")
    #           ^^^ call: llamaindex.agent model=gpt-4o parts=system,user
    index.query(vector=[1, 2], top_k=3)


def older(index, room):
    helper = ReActAgent.from_tools([], llm=llm, max_iterations=4)
    helper.chat("What is 2 * 3?")
    #      ^^^^ call: llamaindex.agent model=gpt-4o steps=4 parts=user grows
    engine = CondenseQuestionChatEngine.from_defaults(query_engine=index.as_query_engine(), llm=llm)
    engine.chat("And 4 * 5?")
    #      ^^^^ call: llamaindex.agent model=gpt-4o parts=user grows
    room.chat("not a model")


def ask(documents, pinecone):
    index = VectorStoreIndex.from_documents(documents)
    engine = index.as_query_engine(llm=OpenAI(model="gpt-4.1"))
    engine.query("What is it about?")
    #      ^^^^^ call: llamaindex.chat model=gpt-4.1 parts=user
    index.as_chat_engine(chat_mode="context", system_prompt="Be brief.").chat("Hello")
    #                                                                    ^^^^ call: llamaindex.chat parts=system,user grows
    index.as_retriever().retrieve("only vectors")
    pinecone.query(vector=[1, 2], top_k=3)
