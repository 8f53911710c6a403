import litellm
from litellm import acompletion, completion as complete


async def run(messages, shop):
    litellm.completion(model="groq/llama3-8b-8192", messages=messages, max_tokens=50, num_retries=2)
    #       ^^^^^^^^^^ call: openai.chat sdk=litellm model=groq/llama3-8b-8192 cap=50
    await acompletion(model="anthropic/claude-3-5-haiku-latest", messages=[{"role": "user", "content": "hi"}], stream=True)
    #     ^^^^^^^^^^^ call: openai.chat stream parts=user
    x = complete(model="gpt-4o", messages=messages)
    #   ^^^^^^^^ call: openai.chat model=gpt-4o
    litellm.embedding(model="text-embedding-3-small", input=["a"])
    #       ^^^^^^^^^ call: openai.embeddings kind=embedding
    shop.completion(order=1)
    litellm.token_counter(model="gpt-4o", messages=messages)
    return x


def media(shop, audio):
    litellm.image_generation(prompt="A lighthouse", model="dall-e-3", size="1024x1024")
    #       ^^^^^^^^^^^^^^^^ call: openai.image kind=image model=dall-e-3 size=1024x1024 parts=user
    litellm.speech(model="openai/tts-1", voice="alloy", input="Hello there")
    #       ^^^^^^ call: openai.speech kind=speech model=openai/tts-1 parts=user
    litellm.transcription(model="whisper-1", file=open("call.mp3", "rb"))
    #       ^^^^^^^^^^^^^ call: openai.transcription kind=transcription files=audio
    shop.speech("closing time")
    shop.transcription(audio)
