from app.llm import ask


def is_urgent(ticket):
    return ask(f"Is this ticket urgent? Answer yes or no.\n\n{ticket}", max_tokens=1) == "yes"


def summarise(ticket):
    return ask(f"Summarise this ticket:\n\n{ticket}", model="gpt-4o-mini", max_tokens=200)
