"""Reviews contracts against the purchasing standard."""

from pathlib import Path

from anthropic import Anthropic

from .settings import REVIEW_MODEL

client = Anthropic()
REVIEW_PROMPT = (Path(__file__).parent.parent / "prompts" / "review.md").read_text()


def review(contract: str) -> str:
    message = client.messages.create(
        model=REVIEW_MODEL,
        max_tokens=4000,
        system=REVIEW_PROMPT,
        messages=[{"role": "user", "content": f"Contract:\n\n{contract}"}],
    )
    return message.content[0].text
