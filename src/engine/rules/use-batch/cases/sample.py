import sys

from openai import OpenAI

client = OpenAI()


def main(path):
    for line in open(path):
        response = client.responses.create(model="gpt-4o-mini", input=f"Translate to French: {line}")
        #                           ^^^^^^ finding: use-batch for 50 % less
        print(response.output_text)


if __name__ == "__main__":
    main(sys.argv[1])
