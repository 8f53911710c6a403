import dspy

lm = dspy.LM("openai/gpt-4o-mini", max_tokens=90)
dspy.configure(lm=lm)


class Outline(dspy.Signature):
    """Write an outline for a page."""

    topic: str = dspy.InputField(prefix="The topic:")
    outline: str = dspy.OutputField(desc="headings only")


qa = dspy.Predict("question -> answer")
write = dspy.ChainOfThought(Outline)


def run(question, other):
    answer = qa(question=question)
    #        ^^ call: dspy.predict parts=system,user model=openai/gpt-4o-mini
    page = write(topic="Rain")
    #      ^^^^^ call: dspy.predict parts=system,user model=openai/gpt-4o-mini cap=90
    text = lm("Say hi")
    #      ^^ call: dspy.chat model=openai/gpt-4o-mini cap=90 parts=user
    other(question=question)
    return answer, page, text


class Writer(dspy.Module):
    def __init__(self, engine):
        self.engine = engine
        self.write = dspy.Predict(Outline)

    def forward(self, topic):
        with dspy.settings.context(lm=self.engine):
            return self.write(topic=topic)
            #           ^^^^^ call: dspy.predict parts=system,user model=? origin=Writer.engine
