from google import genai
from google.genai import types

client = genai.Client()


async def run(question):
    client.models.generate_content(
        #         ^^^^^^^^^^^^^^^^ call: google.generate model=gemini-2.5-flash cap=3 parts=system,user provider=google
        model="gemini-2.5-flash",
        contents=question,
        config=types.GenerateContentConfig(system_instruction="Be brief.", max_output_tokens=3),
    )
    await client.aio.models.generate_content(model="gemini-2.5-pro", contents=[question, "Sum it up"])
    #                       ^^^^^^^^^^^^^^^^ call: google.generate model=gemini-2.5-pro parts=user,user
    for chunk in client.models.generate_content_stream(model="gemini-2.5-flash", contents="hi"):
        #                      ^^^^^^^^^^^^^^^^^^^^^^^ call: google.generate stream times=1
        print(chunk)
    chat = client.chats.create(model="gemini-2.5-flash")
    chat.send_message("Hello")
    #    ^^^^^^^^^^^^ call: google.generate model=gemini-2.5-flash grows parts=user


def near_misses(bot):
    client.models.count_tokens(model="gemini-2.5-flash", contents="hi")
    client.files.upload(file="a.pdf")
    bot.send_message("to a person")


async def media(room):
    client.models.generate_images(model="imagen-4.0-generate-001", prompt="A lighthouse", config=types.GenerateImagesConfig(number_of_images=2))
    #             ^^^^^^^^^^^^^^^ call: google.image kind=image n=2 parts=user provider=google
    client.models.generate_videos(model="veo-3.0-generate-001", prompt="A paper boat", config=types.GenerateVideosConfig(duration_seconds=8))
    #             ^^^^^^^^^^^^^^^ call: google.video kind=video seconds=8
    async with client.aio.live.connect(model="gemini-live-2.5-flash", config={"system_instruction": "Be kind."}) as session:
        #                      ^^^^^^^ call: google.realtime kind=realtime model=gemini-live-2.5-flash parts=system grows
        await session.send_client_content(turns={})
    room.live.connect("door")


def batches(store):
    client.batches.create(model="gemini-2.5-flash", src=[{"contents": "Is it red?"}, {"contents": "Is it blue or rather green?"}])
    #              ^^^^^^ call: google.generate batch model=gemini-2.5-flash parts=user times=2 factor=items
    client.batches.create(model="gemini-2.5-flash", src="files/requests")
    #              ^^^^^^ call: google.generate batch model=gemini-2.5-flash
    store.batches.create(size=10)


class Bot:
    def __init__(self, client):
        self.conversation = client.chats.create(model="gemini-2.5-flash")

    def ask(self, parts):
        return self.conversation.send_message(parts)
        #                        ^^^^^^^^^^^^ call: google.generate model=gemini-2.5-flash grows parts=user
