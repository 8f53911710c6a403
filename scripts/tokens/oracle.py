"""Counts texts with a published tokenizer: python3 oracle.py NAME TOKENIZER_JSON [--write] < FILE

FILE is JSON lines with `text`. Where a row has another count under NAME, that is said; with --write, the rows are written with the count
under NAME: so test/unit/tokens/published-counts.jsonl is made. Needs the package tokenizers. Special tokens are taken as plain text, as
this product takes them.
"""
import json
import sys

from tokenizers import Tokenizer

name, path = sys.argv[1:3]
with open(path, encoding="utf-8") as file:
    published = json.load(file)
published["added_tokens"] = [token for token in published["added_tokens"] if not token["special"]]
published["post_processor"] = None
tokenizer = Tokenizer.from_str(json.dumps(published))

rows = differing = 0
for line in sys.stdin:
    row = json.loads(line)
    count = len(tokenizer.encode(row["text"], add_special_tokens=False).ids)
    rows += 1
    if "--write" in sys.argv:
        print(json.dumps({**row, name: count}, ensure_ascii=False))
    elif row[name] != count:
        differing += 1
        if differing <= 20 and len(row["text"]) < 200:
            print(f'{row[name]}, not {count}: {json.dumps(row["text"])}')
if "--write" not in sys.argv:
    print(f"{rows} texts, {differing} differ")
