from genkit import Genkit
from genkit.plugins.google_genai import GoogleAI

ai = Genkit(plugins=[GoogleAI()], model="googleai/gemini-2.5-flash")


async def run(site, dish):
    await ai.generate(prompt=f"Invent a dish with {dish}", config={"max_output_tokens": 80})
    #        ^^^^^^^^ call: genkit.generate model=googleai/gemini-2.5-flash cap=80 parts=user
    await ai.generate(model="googleai/gemini-2.5-pro", system="You are brief.", prompt="hi")
    #        ^^^^^^^^ call: genkit.generate model=googleai/gemini-2.5-pro parts=system,user
    stream = ai.generate_stream(prompt="Tell a story")
    #           ^^^^^^^^^^^^^^^ call: genkit.generate stream parts=user
    await ai.embed(embedder="googleai/gemini-embedding-001", content="a text")
    #        ^^^^^ call: genkit.embed kind=embedding model=googleai/gemini-embedding-001
    site.generate("pages")
    site.embed(content="video")
    return stream
