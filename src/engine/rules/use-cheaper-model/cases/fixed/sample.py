from openai import OpenAI

client = OpenAI()


def sentiment(review):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: use-cheaper-model This asks for classification
        model="gpt-6-luna",
        max_tokens=5,
        messages=[
            {"role": "system", "content": "What is the sentiment of the review? Answer with one word."},
            {"role": "user", "content": review},
        ],
    )
