from langchain_openai import ChatOpenAI

MODEL = "gpt-5"
llm = ChatOpenAI(model=MODEL, temperature=0)


def is_spam(mail):
    answer = ChatOpenAI(model="gpt-6-luna", temperature=0).invoke(f"Is this spam? Answer yes or no.\n{mail}")
    #            ^^^^^^ finding: use-routing a yes-or-no answer
    return answer.content


def reply(mail):
    return llm.invoke(f"Think step by step and write a plan for an answer to this mail:\n{mail}")


class Desk:
    """What its model is made with is known in its constructor alone."""

    def __init__(self, timeout):
        self.llm = ChatOpenAI(model=MODEL, timeout=timeout)

    def language(self, mail):
        return self.llm.invoke(f"Detect the language. Reply with the language code only.\n{mail}")
        #               ^^^^^^ finding: use-routing
