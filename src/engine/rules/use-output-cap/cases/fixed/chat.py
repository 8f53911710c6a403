from openai import AsyncOpenAI, OpenAI

client = OpenAI()
async_client = AsyncOpenAI()


def summarise(text):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: use-output-cap
        model="gpt-4o",
        messages=[
            {"role": "system", "content": "Summarise the text."},
            {"role": "user", "content": text},
        ],
        max_completion_tokens=1024,
    )


async def translate(text):
    return await async_client.responses.create(model="gpt-4.1", input=f"Translate to French: {text}", max_output_tokens=1024)
    #                                   ^^^^^^ finding: use-output-cap


def capped(text):
    return client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": text}], max_completion_tokens=300
    )


def open_options(text, **options):
    return client.responses.create(model="gpt-4.1", input=text, **options)
