from together import Together

client = Together()


def run(messages, queue):
    client.chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct-Turbo", messages=messages, stream=True)
    #                       ^^^^^^ call: openai.chat sdk=together provider=together model=meta-llama/Llama-3.3-70B-Instruct-Turbo stream
    client.models.list()
    queue.messages.create(body="hi")


def batch(shop):
    upload = client.files.upload(file="questions.jsonl", purpose="batch-api")
    client.batches.create_batch(file_id=upload.id, endpoint="/v1/chat/completions")
    #              ^^^^^^^^^^^^ call: openai.chat batch provider=together
    shop.batches.create_batch(size=3)
