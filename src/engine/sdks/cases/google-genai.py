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
