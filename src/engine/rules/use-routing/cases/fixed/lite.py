import litellm

MODEL = "openai/gpt-5"


def language(text):
    return litellm.completion(
        #          ^^^^^^^^^^ finding: use-routing also serves 1 call
        model="openai/gpt-6-luna",
        max_tokens=100,
        messages=[{"role": "user", "content": f"Detect the language. Reply with the language code only.\n{text}"}],
    )


def essay(subject):
    return litellm.completion(model=MODEL, messages=[{"role": "user", "content": f"Write an essay on {subject}."}])
