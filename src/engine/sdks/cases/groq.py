from groq import Groq

client = Groq()


def run(messages, queue):
    client.chat.completions.create(model="llama-3.3-70b-versatile", messages=messages, stream=True)
    #                       ^^^^^^ call: openai.chat sdk=groq provider=groq model=llama-3.3-70b-versatile stream
    client.models.list()
    queue.messages.create(body="hi")
