import ollama
from ollama import AsyncClient, chat, generate


async def run(messages, room):
    reply = chat(model="gemma3", messages=messages, stream=True)
    #       ^^^^ call: ollama.chat stream
    ollama.chat(model="gemma3", messages=messages, options={"num_predict": 12})
    #      ^^^^ call: ollama.chat cap=12
    answer = generate("gemma3", "Why is the sky blue?")
    #        ^^^^^^^^ call: ollama.generate model=gemma3 parts=user
    await AsyncClient().chat(model="gemma3", messages=messages)
    #                   ^^^^ call: ollama.chat model=gemma3 provider=ollama
    ollama.pull("gemma3")
    room.chat("to a person")
    return answer, reply
