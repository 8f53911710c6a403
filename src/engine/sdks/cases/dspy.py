import dspy

lm = dspy.LM("openai/gpt-4o-mini", max_tokens=90)


class Outline(dspy.Signature):
    """Write an outline for a page."""

    topic: str = dspy.InputField()
    outline: str = dspy.OutputField()


qa = dspy.Predict("question -> answer")
write = dspy.ChainOfThought(Outline)


def run(question, other):
    answer = qa(question=question)
    #        ^^ call: dspy.predict parts=system
    page = write(topic="Rain")
    #      ^^^^^ call: dspy.predict
    text = lm("Say hi")
    #      ^^ call: dspy.chat model=openai/gpt-4o-mini cap=90 parts=user
    other(question=question)
    return answer, page, text
