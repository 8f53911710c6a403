"""Facts from documents, one request a page."""

import json

from openai import OpenAI

from .settings import EXTRACTION_MODEL

client = OpenAI()

FIELDS = {
    "type": "object",
    "properties": {
        "supplier": {"type": "string", "description": "legal name as printed"},
        "date": {"type": "string", "description": "ISO 8601"},
        "total": {"type": "number"},
        "currency": {"type": "string", "enum": ["EUR", "USD", "GBP"]},
    },
    "required": ["supplier", "date", "total", "currency"],
    "additionalProperties": False,
}


def extract(page: str) -> dict:
    response = client.chat.completions.create(
        model=EXTRACTION_MODEL,
        max_tokens=200,
        messages=[
            {"role": "system", "content": "Extract the invoice data from the page. Use null for what is not printed."},
            {"role": "user", "content": page[:20000]},
        ],
        response_format={"type": "json_schema", "json_schema": {"name": "invoice", "schema": FIELDS, "strict": True}},
    )
    return json.loads(response.choices[0].message.content)


def extract_all(pages: list[str]) -> list[dict]:
    return [extract(page) for page in pages]


def language_of(page: str) -> str:
    response = client.chat.completions.create(
        model="gpt-4o",
        max_tokens=5,
        temperature=0,
        messages=[
            {"role": "system", "content": "Which language is this page written in? Answer with the two-letter ISO 639-1 code only."},
            {"role": "user", "content": page[:2000]},
        ],
    )
    return response.choices[0].message.content.strip()
