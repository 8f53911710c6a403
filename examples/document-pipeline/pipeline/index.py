"""Search index over everything that was read."""

from openai import OpenAI

from .settings import EMBEDDING_MODEL

client = OpenAI()


def embed(chunks: list[str]) -> list[list[float]]:
    result = client.embeddings.create(model=EMBEDDING_MODEL, input=chunks)
    return [item.embedding for item in result.data]
