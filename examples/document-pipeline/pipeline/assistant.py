"""Answers questions about the documents with the help of the index."""

import os

from openai import OpenAI

from .index import embed

client = OpenAI()


def answer(question: str, search, k: int = 5) -> str:
    passages = search(embed([question])[0], k=k)
    context = "\n\n".join(passage.text for passage in passages)
    response = client.responses.create(
        model=os.environ["ASSISTANT_MODEL"],
        instructions="Answer from the passages only. If they do not hold the answer, say so. Name the document you used.",
        input=f"Passages:\n{context}\n\nQuestion: {question}",
    )
    return response.output_text
