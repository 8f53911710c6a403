import os

EXTRACTION_MODEL = os.getenv("EXTRACTION_MODEL", "gpt-4.1")
REVIEW_MODEL = "claude-opus-4-8"
EMBEDDING_MODEL = "text-embedding-3-small"
