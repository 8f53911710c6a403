from fireworks.client import Fireworks

client = Fireworks()


def run(messages, queue):
    client.chat.completions.create(model="accounts/fireworks/models/deepseek-v3", messages=messages, stream=True)
    #                       ^^^^^^ call: openai.chat sdk=fireworks provider=fireworks model=accounts/fireworks/models/deepseek-v3 stream
    client.models.list()
    queue.messages.create(body="hi")
