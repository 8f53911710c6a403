import cohere

co = cohere.ClientV2()
old = cohere.Client("key")


def run(messages, room):
    co.chat(model="command-r-plus-08-2024", messages=messages)
    #  ^^^^ call: cohere.chat model=command-r-plus-08-2024
    old.chat(model="command-r", message="hi", preamble="You are brief.", max_tokens=9)
    #   ^^^^ call: cohere.chat parts=system,user cap=9
    co.chat_stream(model="command-r", messages=messages)
    #  ^^^^^^^^^^^ call: cohere.chat stream
    co.embed(model="embed-v4.0", texts=["a"], input_type="search_query")
    #  ^^^^^ call: cohere.embed kind=embedding
    co.rerank(model="rerank-v3.5", query="q", documents=[])
    room.chat(message="to a person")
