import sys
from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

client = OpenAI()


# a service imports it; what stands behind the guard tries another function
def describe(images):
    found = []
    for image in images:
        answer = client.responses.create(model="gpt-4o", input=f"Say what this is: {image}")
        found.append(answer.output_text)
    return found


def size(image):
    return len(image)


def check(paths):
    return [client.responses.create(model="gpt-4o", input=f"Is this a path? {path}") for path in paths]
    #                        ^^^^^^ finding: use-batch


if __name__ == "__main__":
    print(size("abc"))
    print(ThreadPoolExecutor().submit(check, sys.argv[1:]).result())
