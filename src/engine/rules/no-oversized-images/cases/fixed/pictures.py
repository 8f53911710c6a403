import base64

from openai import OpenAI

client = OpenAI()


def encode(path):
    with open(path, "rb") as f:
        return base64.b64encode(f.read()).decode("utf-8")


def has_logo(path):
    return client.chat.completions.create(
        #                          ^^^^^^ finding: no-oversized-images a yes-or-no answer
        model="gpt-4o",
        max_tokens=3,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Does the photo contain a company logo? Answer yes or no."},
                    {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{encode(path)}", "detail": "low"}},
                ],
            }
        ],
    )


def label(url):
    content = [{"type": "input_text", "text": "Categorize the product: shoe, shirt or bag. Reply with one word."}]
    content.append({"type": "input_image", "image_url": url, "detail": "low"})
    return client.responses.create(
        #                   ^^^^^^ finding: no-oversized-images
        model="gpt-5", reasoning={"effort": "low"}, max_output_tokens=100, input=[{"role": "user", "content": content}]
    )


def low(url):
    return client.chat.completions.create(
        model="gpt-4o",
        max_tokens=3,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Is it day or night in the photo? Answer with one word."},
                    {"type": "image_url", "image_url": {"url": url, "detail": "low"}},
                ],
            }
        ],
    )


def describe(url):
    return client.chat.completions.create(
        model="gpt-4o",
        max_tokens=3,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Describe everything in the photo in detail."},
                    {"type": "image_url", "image_url": {"url": url, "detail": "high"}},
                ],
            }
        ],
    )
