import os

import litellm
from google import genai
from langchain_mistralai import ChatMistralAI
from mistralai import Mistral
from ollama import chat
from openai import OpenAI

client = Mistral(api_key=os.environ["MISTRAL_API_KEY"])
gemini = genai.Client()
openai = OpenAI()


def code(prompt):
    return client.chat.complete(model="codestral-latest", messages=[{"role": "user", "content": prompt}])
    #                                 ^ finding: no-stale-alias-price


def small(prompt):
    return litellm.completion(model="mistral/ministral-8b-latest", messages=[{"role": "user", "content": prompt}])
    #                               ^ finding: no-stale-alias-price went from $0.10/M to $0.15/M


def pro(prompt):
    return gemini.models.generate_content(model="gemini-pro-latest", contents=prompt)
    #                                           ^ finding: no-stale-alias-price


llm = ChatMistralAI(model="mistral-large-latest", temperature=0, max_retries=2)
#                         ^ finding: no-stale-alias-price


def ask(question):
    return llm.invoke(question)


# The older name says its generation.
def four_o(prompt):
    return openai.chat.completions.create(model="chatgpt-4o-latest", messages=[{"role": "user", "content": prompt}])


def local(prompt):
    return chat(model="llama3.2:latest", messages=[{"role": "user", "content": prompt}])


def dated(prompt):
    return client.chat.complete(model="mistral-small-2603", messages=[{"role": "user", "content": prompt}])
