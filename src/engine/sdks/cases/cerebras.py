from cerebras.cloud.sdk import Cerebras

client = Cerebras()


def run(messages, queue):
    client.chat.completions.create(model="llama3.1-8b", messages=messages, stream=True)
    #                       ^^^^^^ call: openai.chat sdk=cerebras provider=cerebras model=llama3.1-8b stream
    client.models.list()
    queue.messages.create(body="hi")
