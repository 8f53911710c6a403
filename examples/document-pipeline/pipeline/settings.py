import os

EXTRACTION_MODEL = os.getenv("EXTRACTION_MODEL", "gpt-6.1-sol")
REVIEW_MODEL = "claude-opus-5-5"
EMBEDDING_MODEL = "text-embedding-3-small"
