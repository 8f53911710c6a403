import json

from openai import OpenAI

client = OpenAI()


def template(order):
    return client.responses.create(
        model="gpt-4o-mini",
        input=f"Summarise this order:\n{json.dumps(order)}",
        #                               ^^^^ finding: no-wasted-tokens json.dumps indents
    )


def variable(order):
    body = json.dumps(
    #      ^^^^ finding: no-wasted-tokens
        order,
        ensure_ascii=False,
    )
    return client.responses.create(model="gpt-4o-mini", input="Summarise this order: " + body)


def first(order):
    prompt = "Summarise this order: {}".format(json.dumps(order, sort_keys=True))
    #                                          ^^^^ finding: no-wasted-tokens
    return client.responses.create(model="gpt-4o-mini", input=prompt)


def compact(order):
    return client.responses.create(model="gpt-4o-mini", input=json.dumps(order, sort_keys=True))


def none(order):
    return client.responses.create(model="gpt-4o-mini", input=json.dumps(order, indent=None))


def written(order, path):
    path.write_text(json.dumps(order, indent=2))
    return client.responses.create(model="gpt-4o-mini", input=f"Summarise: {order}")
