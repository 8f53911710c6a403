"""Counts texts with a published tokenizer: python3 oracle.py TOKENIZER_JSON < FILE

FILE is what vocabulary-texts.ts writes. Needs the package tokenizers. Special tokens are taken as plain text, as this product takes them.
"""
import json
import sys

from tokenizers import Tokenizer

with open(sys.argv[1], encoding="utf-8") as file:
    published = json.load(file)
published["added_tokens"] = [token for token in published["added_tokens"] if not token["special"]]
published["post_processor"] = None
tokenizer = Tokenizer.from_str(json.dumps(published))

rows = differing = 0
for line in sys.stdin:
    row = json.loads(line)
    encoded = tokenizer.encode(row["text"], add_special_tokens=False)
    rows += 1
    if len(encoded.ids) != row["tokens"]:
        differing += 1
        if differing <= 20 and len(row["text"]) < 200:
            print(f'{row["tokens"]}, not {len(encoded.ids)}: {json.dumps(row["text"])}')
print(f"{rows} texts, {differing} differ")
