from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()


@app.post("/summaries")
def summaries(texts: list[str]):
    return [client.responses.create(model="gpt-4o", input=text).output_text for text in texts]


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app)
