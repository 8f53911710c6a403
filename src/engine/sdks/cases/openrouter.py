from openrouter import OpenRouter


def run(room):
    with OpenRouter(api_key="k") as open_router:
        open_router.chat.send(model="openai/gpt-5", messages=[{"role": "user", "content": "hi"}], max_tokens=5)
        #                ^^^^ call: openai.chat sdk=openrouter cap=5
    room.chat.send(text="to a person")
