import openai


def answer(question):
    return openai.ChatCompletion.create(
        #                        ^^^^^^ finding: use-output-cap
        model="gpt-4o",
        messages=[{"role": "user", "content": question}],
    )
