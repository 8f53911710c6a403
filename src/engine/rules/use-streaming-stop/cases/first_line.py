import logging

import anthropic
from openai import OpenAI

client = OpenAI()
claude = anthropic.Anthropic()


def next_thought(state):
    completion = client.chat.completions.create(
        #                                ^^^^^^ finding: use-streaming-stop make "Observation:" a stop sequence
        model="gpt-4o",
        temperature=0.7,
        messages=[{"role": "user", "content": state}],
    )
    answer = completion.choices[0].message.content
    return answer.split("Observation:")[0].strip()


def action(history):
    message = claude.messages.create(
        #                     ^^^^^^ finding: use-streaming-stop behind "###"
        model="claude-sonnet-4-5", max_tokens=500, messages=[{"role": "user", "content": history}]
    )
    text = message.content[0].text
    first = text.partition("###")[0]
    return first


def call_tool(result):
    raw = client.chat.completions.create(model="gpt-4.1-mini", messages=[{"role": "user", "content": result}])
    #                             ^^^^^^ finding: use-streaming-stop behind "\n"
    name = raw.choices[0].message.content.strip().split("\n", 1)[0].strip("Call:")
    return name


def suggest(before, after, prices):
    completion = client.chat.completions.create(
        #                                ^^^^^^ finding: use-streaming-stop behind "\n"
        model="gpt-4o-mini",
        messages=[{"role": "system", "content": "Complete the line."}, {"role": "user", "content": before + after}],
    )
    cost = completion.usage.completion_tokens * prices["output"]
    return completion.choices[0].message.content.split("\n")[0], cost


# The first line is the subject, the others are the body.
def mail(prospect):
    response = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prospect}])
    return {
        "subject": response.choices[0].message.content.split("\n")[0],
        "body": "\n".join(response.choices[0].message.content.split("\n")[1:]),
    }


# It stops there already.
def stopped(state):
    completion = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": state}], stop=["Observation:"]
    )
    return completion.choices[0].message.content.split("Observation:")[0]


# Both sides of the mark are used.
def both(state):
    completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": state}])
    answer = completion.choices[0].message.content
    return answer.split("---")[0], answer.split("---")[1]


# The whole answer is kept as well.
def logged(state):
    completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": state}])
    answer = completion.choices[0].message.content
    logging.info(answer)
    return answer.split("\n")[0]


# The second piece is what is wanted.
def behind(state):
    completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": state}])
    return completion.choices[0].message.content.split("Answer:")[1]


# A reasoning model takes no stop sequence.
def reasoned(state):
    completion = client.chat.completions.create(model="o3", messages=[{"role": "user", "content": state}])
    return completion.choices[0].message.content.split("###")[0]


# White space alone is refused by this vendor.
def line_of_claude(history):
    message = claude.messages.create(
        model="claude-sonnet-4-5", max_tokens=500, messages=[{"role": "user", "content": history}]
    )
    return message.content[0].text.split("\n")[0]
