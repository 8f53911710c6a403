import litellm
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI
from mistralai import Mistral
from openai import OpenAI

POLICY = """You answer questions about orders.
{{1800 words}}
"""
openrouter = OpenAI(base_url="https://openrouter.ai/api/v1")
openai = OpenAI()
mistral = Mistral()
model = ChatAnthropic(model="claude-sonnet-4-5", max_tokens=500)


def with_litellm(question):
    return litellm.completion(
        #          ^^^^^^^^^^ finding: use-prompt-cache
        model="anthropic/claude-sonnet-4-5",
        messages=[
            {"role": "system", "content": POLICY},
            {"role": "user", "content": question},
        ],
        max_tokens=500,
    )


def with_openrouter(question):
    messages = [{"role": "system", "content": POLICY}, {"role": "user", "content": question}]
    return openrouter.chat.completions.create(model="anthropic/claude-sonnet-4.5", messages=messages)
    #                                  ^^^^^^ finding: use-prompt-cache


def with_langchain(question):
    return model.invoke([SystemMessage(content=POLICY), HumanMessage(content=question)])
    #            ^^^^^^ finding: use-prompt-cache


def with_mistral(question):
    return mistral.chat.complete(
        #               ^^^^^^^^ finding: use-prompt-cache a cache key pays from
        model="mistral-large-2512",
        messages=[{"role": "system", "content": POLICY}, {"role": "user", "content": question}],
    )


def with_openai(question):
    return openai.chat.completions.create(
        #                          ^^^^^^ finding: use-prompt-cache written into the cache anew
        model="gpt-6-luna",
        messages=[{"role": "system", "content": POLICY}, {"role": "user", "content": question}],
    )


# a template stands outside of the call
prompt = ChatPromptTemplate.from_messages([("system", POLICY), ("user", "{question}")])


def with_template(question):
    return (prompt | model).invoke({"question": question})
    #                       ^^^^^^ finding: use-prompt-cache


def marked(question):
    return litellm.completion(
        model="anthropic/claude-sonnet-4-5",
        messages=[
            {"role": "system", "content": [{"type": "text", "text": POLICY, "cache_control": {"type": "ephemeral"}}]},
            {"role": "user", "content": question},
        ],
    )


def keyed(question):
    return mistral.chat.complete(
        model="mistral-large-2512",
        messages=[{"role": "system", "content": POLICY}, {"role": "user", "content": question}],
        prompt_cache_key="orders",
    )


# This one caches by itself, and its writes cost nothing more.
def older(question):
    return openai.chat.completions.create(
        model="gpt-5.4-mini",
        messages=[{"role": "system", "content": POLICY}, {"role": "user", "content": question}],
    )


# The vendor's breakpoint moves along with a conversation.
def conversation(turns):
    messages = [{"role": "system", "content": POLICY}]
    for turn in turns:
        messages.append({"role": "user", "content": turn})
        answer = openai.chat.completions.create(model="gpt-6-luna", messages=messages)
        messages.append({"role": "assistant", "content": answer.choices[0].message.content})
    return messages


# this one is also sent to a model that takes no breakpoint
shared = ChatPromptTemplate.from_messages([("system", POLICY + " Be short."), ("user", "{question}")])


def with_shared(question):
    return (shared | model).invoke({"question": question})
    #                       ^^^^^^ finding: use-prompt-cache


def with_other(question):
    return (shared | ChatOpenAI(model="gpt-4o")).invoke({"question": question})


def filled(question, customer):
    template = ChatPromptTemplate.from_messages([("system", "{customer}\n" + POLICY), ("user", "{question}")])
    return (template | model).invoke({"question": question, "customer": customer})
