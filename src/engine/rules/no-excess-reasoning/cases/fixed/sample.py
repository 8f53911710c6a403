from openai import OpenAI

client = OpenAI()


def is_complaint(mail):
    return client.responses.create(
        #                   ^^^^^^ finding: no-excess-reasoning a yes-or-no answer with high reasoning effort
        model="gpt-5",
        reasoning={"effort": "low"},
        input=f"Is this mail a complaint? Answer yes or no.\n\n{mail}",
    )
