# case: { "ruleOptions": { "no-wasted-tokens": { "leastTokens": 5 } } }
import json

from openai import OpenAI

client = OpenAI()


def compare(order, invoice):
    body = json.dumps(invoice)
    prompt = f"""Do these two agree?

#vvv finding: no-wasted-tokens The code fences around 2 pieces of JSON take 9 tokens
 ```json
{json.dumps(order)}
```

```json
{body}
```
Answer yes or no."""
    return client.responses.create(model="gpt-4o-mini", input=prompt)


# a file in a fence is no JSON
def review(code):
    prompt = f"""Is this sound?

```python
{code}
```
"""
    return client.responses.create(model="gpt-4o-mini", input=prompt)
