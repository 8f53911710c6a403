from openai import OpenAI

client = OpenAI()

RULES = """
{{160 words}}
"""


def system_and_user(question):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: no-repeated-context
        model="gpt-4o-mini",
        messages=[
            {"role": "system", "content": RULES},
            {"role": "user", "content": RULES + question},
        ],
    )


def in_a_list(question):
    messages = [{"role": "system", "content": RULES}]
    messages.append({"role": "user", "content": f"{RULES}\n{question}"})
    return client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    #                              ^^^^^^ finding: no-repeated-context


def formatted(question):
    return client.responses.create(model="gpt-4o-mini", instructions=RULES, input="%s\n%s" % (RULES, question))
    #                       ^^^^^^ finding: no-repeated-context


def once(question):
    return client.responses.create(model="gpt-4o-mini", instructions=RULES, input=question)


def either(question, strict):
    text = RULES if strict else "Answer."
    return client.responses.create(model="gpt-4o-mini", input=text + question)


def two_calls(question):
    client.responses.create(model="gpt-4o-mini", instructions=RULES, input=question)
