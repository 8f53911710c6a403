from openai import OpenAI

client = OpenAI()


# tokenbill: calls=5m/month
def volume(text):
    return client.responses.create(model="gpt-4o-mini", input=text)


def at_the_call(text):
    # tokenbill: output=300 feature=summaries
    return client.responses.create(model="gpt-4o-mini", input=text)


# tokenbill: calls=many
#            ^^^^ finding: no-invalid-directive takes a volume
def word(text):
    return client.responses.create(model="gpt-4o-mini", input=text)


# tokenbill: outputs=300
#            ^^^^ finding: no-invalid-directive did you mean "output"?
def plural(text):
    return client.responses.create(model="gpt-4o-mini", input=text)


# tokenbill: feature
#            ^^^^ finding: no-invalid-directive takes a name
def no_value(text):
    return client.responses.create(model="gpt-4o-mini", input=text)


# the bill is small
def comment(text):
    return client.responses.create(model="gpt-4o-mini", input=text)
