# case: { "ruleOptions": { "no-wasted-tokens": { "leastTokens": 6 } } }
import textwrap

from openai import OpenAI

client = OpenAI()


def support(question):
    #        vvvv finding: no-wasted-tokens This prompt holds the code's indentation: 15 tokens
    prompt = f"""
You answer questions about orders.
Be short.
Ask for the order number first.
Never guess at a delivery date.
Refunds take five working days.
Parcels that came back unopened are refunded in full.
Orders above the limit are reviewed by hand.
When two rules disagree, the one about safety wins.
Invoices are sent on the first day of each month.
Say which rule you used.
Answer in the language of the question.
Do not speak about other shops.
Do not speak about the weather.
Question: {question}
Answer in this form: {{"text": "…"}}
    """
    return client.responses.create(model="gpt-4o-mini", input=prompt)


# lines that end in spaces, and more blank lines than one
#       vvvv finding: no-wasted-tokens spaces at the ends of 4 lines and 2 runs of blank lines
RULES = """You label tickets.
A ticket about money is "billing".
A ticket about a parcel is "delivery".

Anything else is "other".

Answer with the label alone.
"""


def label(ticket):
    return client.responses.create(model="gpt-4o-mini", instructions=RULES, input=ticket)


def dedented(question):
    prompt = textwrap.dedent(
        """
        You answer questions about orders.
        Be short.
        Ask for the order number first.
        Never guess at a delivery date.
        Refunds take five working days.
        Parcels that came back unopened are refunded in full.
        Orders above the limit are reviewed by hand.
        When two rules disagree, the one about safety wins.
        Invoices are sent on the first day of each month.
        Say which rule you used.
        """
    )
    return client.responses.create(model="gpt-4o-mini", instructions=prompt, input=question)


# a nested list says something by its indentation
def nested(question):
    prompt = """Rules:
* orders
    * be short
    * ask for the number
        * never guess
* refunds
    * five working days
        * in full
"""
    return client.responses.create(model="gpt-4o-mini", instructions=prompt, input=question)


# a few tokens are not worth a word
def short(question):
    prompt = f"""
        Answer in one word.
        Question: {question}
        Answer:
        """
    return client.responses.create(model="gpt-4o-mini", input=prompt)
