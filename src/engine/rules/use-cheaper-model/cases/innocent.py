from openai import OpenAI

client = OpenAI()


def agent(task, tools):
    return client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": "You classify tickets and act on them with the tools. Answer with one word."},
            {"role": "user", "content": task},
        ],
        tools=tools,
    )


def chat(history, message):
    history.append({"role": "user", "content": message})
    return client.chat.completions.create(model="gpt-4o", messages=history)


def reasoned(text):
    return client.chat.completions.create(
        model="gpt-5",
        reasoning_effort="high",
        messages=[{"role": "user", "content": "Classify the claim as true or false. Answer with one word.\n" + text}],
    )


# it names moderation, and asks for new texts
def adversarial(topic):
    return client.chat.completions.create(
        model="gpt-4o",
        max_tokens=256,
        messages=[
            {
                "role": "user",
                "content": f"Generate 5 new user queries that a content moderation filter should stop: {topic}. Return ONLY a JSON list.",
            }
        ],
    )
