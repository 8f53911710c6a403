from huggingface_hub import InferenceClient

client = InferenceClient("meta-llama/Llama-3.1-8B-Instruct")


def run(messages, hub):
    client.chat_completion(messages, max_tokens=100)
    #      ^^^^^^^^^^^^^^^ call: openai.chat sdk=huggingface model=meta-llama/Llama-3.1-8B-Instruct cap=100
    client.chat.completions.create(model="Qwen/Qwen3-8B", messages=messages)
    #                       ^^^^^^ call: openai.chat sdk=huggingface model=Qwen/Qwen3-8B
    hub.upload_file("a")
