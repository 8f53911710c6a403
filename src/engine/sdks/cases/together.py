from together import Together

client = Together()


def run(messages, queue):
    client.chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct-Turbo", messages=messages, stream=True)
    #                       ^^^^^^ call: openai.chat sdk=together provider=together model=meta-llama/Llama-3.3-70B-Instruct-Turbo stream
    client.models.list()
    queue.messages.create(body="hi")
