from langchain.chat_models import init_chat_model
from langchain_openai import ChatOpenAI
from openai import OpenAI

client = OpenAI()
PLANNER = "openai:gpt-4.1"
#         ^^^^ finding: no-deprecated-model openai:gpt-4.1, which 2 calls use, retires on
WRITERS = {
    "opus": "gpt-4-turbo",
    "fast": "gpt-3.5-turbo",
    "plain": "gpt-4",
    "small": "gpt-4o-mini",
}


def plan(question):
    return init_chat_model(PLANNER).invoke(question)


def replan(question, notes):
    return init_chat_model(PLANNER).invoke(question + notes)


# a list to choose from: the person who runs it picks one
def write(text, style):
    return client.chat.completions.create(model=WRITERS[style], messages=[{"role": "user", "content": text}])


# the default of the installed SDK, which moves with it
def default(text):
    return ChatOpenAI().invoke(text)
