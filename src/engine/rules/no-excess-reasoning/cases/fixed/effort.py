from openai import OpenAI

client = OpenAI()


def chat(review):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: no-excess-reasoning classification
        model="gpt-5",
        reasoning_effort="low",
        messages=[{"role": "user", "content": "What is the sentiment of this review? Answer with one word.\n" + review}],
    )


def responses(text):
    return client.responses.create(
        #                   ^^^^^^ finding: no-excess-reasoning
        model="gpt-5",
        reasoning={"effort": "low"},
        input=f"Detect the language of this text. Reply with the language code only.\n{text}",
    )


def title(text):
    return client.responses.create(model='gpt-5-mini', reasoning={'effort': 'low'},
        #                   ^^^^^^ finding: no-excess-reasoning a short title
        input='Generate a short title for this page. Return only the title.\n' + text)


def medium(review):
    return client.chat.completions.create(
        model="gpt-5",
        reasoning_effort="medium",
        messages=[{"role": "user", "content": "What is the sentiment of this review? Answer with one word.\n" + review}],
    )


def agent(task, tools):
    return client.responses.create(model="gpt-5", reasoning={"effort": "high"}, input=task, tools=tools)


def long_answer(text):
    return client.responses.create(
        model="gpt-5",
        reasoning={"effort": "high"},
        input="Classify each clause of the text and say what speaks for and against it.\n" + text,
    )
