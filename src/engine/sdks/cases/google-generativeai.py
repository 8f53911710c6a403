import google.generativeai as genai
from vertexai.generative_models import GenerativeModel

model = genai.GenerativeModel(model_name="gemini-1.5-flash", system_instruction="You are brief.")
vertex = GenerativeModel("gemini-1.5-pro")


def run(prompt, bot):
    model.generate_content(prompt)
    #     ^^^^^^^^^^^^^^^^ call: google.generate model=gemini-1.5-flash parts=system,user
    vertex.generate_content(prompt, generation_config={"max_output_tokens": 64})
    #      ^^^^^^^^^^^^^^^^ call: google.generate model=gemini-1.5-pro cap=64
    chat = model.start_chat(history=[])
    chat.send_message("Hello")
    #    ^^^^^^^^^^^^ call: google.generate grows
    genai.embed_content(model="models/text-embedding-004", content="text")
    #     ^^^^^^^^^^^^^ call: google.embed kind=embedding
    model.count_tokens(prompt)
    bot.send_message("to a person")
