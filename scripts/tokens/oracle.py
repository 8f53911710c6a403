"""Counts texts with a published tokenizer: python3 oracle.py NAME TOKENIZER_JSON [--write] < FILE

FILE is JSON lines with `text`. Where a row has another count under NAME, that is said; with --write, the rows are written with the count
under NAME: so test/unit/tokens/published-counts.jsonl is made. Needs the packages tokenizers, and sentencepiece and protobuf for Gemma's,
whose vendor counts with that library. Special tokens are taken as plain text, as this product takes them.
"""
import json
import re
import sys


def byte_level(published):
    from tokenizers import Tokenizer

    published["added_tokens"] = [token for token in published["added_tokens"] if not token["special"]]
    published["post_processor"] = None
    tokenizer = Tokenizer.from_str(json.dumps(published))
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)


def sentencepiece(published):
    """The model file that the tokenizer.json was made from, made again."""
    from sentencepiece import SentencePieceProcessor, sentencepiece_model_pb2

    added = {token["content"]: token for token in published["added_tokens"]}
    normal, unknown, control, user_defined, byte = 1, 2, 3, 4, 6
    model = sentencepiece_model_pb2.ModelProto()
    for text, number in sorted(published["model"]["vocab"].items(), key=lambda entry: entry[1]):
        piece = model.pieces.add()
        piece.piece, piece.type, piece.score = text, normal, -number
        if text == published["model"]["unk_token"]:
            piece.type = unknown
        elif text in added:
            piece.type, piece.score = control if added[text]["special"] else user_defined, 0
        elif re.fullmatch("<0x[0-9A-F]{2}>", text):
            piece.type = byte
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    trainer.model_type, trainer.byte_fallback = 2, True
    vocabulary = published["model"]["vocab"]
    trainer.unk_id, trainer.bos_id, trainer.eos_id, trainer.pad_id = (
        vocabulary[name] for name in ("<unk>", "<bos>", "<eos>", "<pad>")
    )
    normalizer.name, normalizer.add_dummy_prefix, normalizer.remove_extra_whitespaces = "identity", False, False
    processor = SentencePieceProcessor(model_proto=model.SerializeToString())
    return lambda text: len(processor.encode(text))


name, path = sys.argv[1:3]
with open(path, encoding="utf-8") as file:
    published = json.load(file)
count = sentencepiece(published) if published["model"].get("byte_fallback") else byte_level(published)
rows = differing = 0
for line in sys.stdin:
    row = json.loads(line)
    tokens = count(row["text"])
    rows += 1
    if "--write" in sys.argv:
        print(json.dumps({**row, name: tokens}, ensure_ascii=False))
    elif row[name] != tokens:
        differing += 1
        if differing <= 20 and len(row["text"]) < 200:
            print(f'{row[name]}, not {tokens}: {json.dumps(row["text"])}')
if "--write" not in sys.argv:
    print(f"{rows} texts, {differing} differ")
