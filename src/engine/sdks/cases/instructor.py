import instructor
from openai import OpenAI
from pydantic import BaseModel


class User(BaseModel):
    name: str
    age: int


client = instructor.from_openai(OpenAI())
any_client = instructor.from_provider("openai/gpt-4o")


def run(db):
    client.chat.completions.create(
        #                   ^^^^^^ call: instructor.chat model=gpt-4o-mini schema=name,age provider=openai times=1-4 factor=retry
        model="gpt-4o-mini",
        response_model=User,
        messages=[{"role": "user", "content": "Jo is 30"}],
    )
    any_client.create(response_model=User, max_retries=1, messages=[{"role": "user", "content": "Jo is 30"}])
    #          ^^^^^^ call: instructor.chat model=openai/gpt-4o times=1-2
    db.create(name="Jo")


def handed_over(extractor, web):
    extractor.chat.completions.create_partial(model="gpt-4o", response_model=User, messages=[{"role": "user", "content": "Jo is 30"}])
    #                          ^^^^^^^^^^^^^^ call: instructor.chat model=gpt-4o schema=name,age parts=user
    extractor.create_iterable(response_model=User, messages=[{"role": "user", "content": "Jo is 30"}])
    #         ^^^^^^^^^^^^^^^ call: instructor.chat schema=name,age
    web.create(path="/users", response_model=User)
