import voyageai

vo = voyageai.Client()


class Store:
    def __init__(self):
        self.client = voyageai.Client(api_key="k")

    def find(self, query, player):
        player.embed("video")
        return self.client.embed([query], model="voyage-3", input_type="query").embeddings[0]
        #                  ^^^^^ call: voyage.embed kind=embedding model=voyage-3 provider=voyage


def index(texts):
    vo.embed(texts, model="voyage-3.5-lite", input_type="document")
    #  ^^^^^ call: voyage.embed kind=embedding model=voyage-3.5-lite provider=voyage
    vo.tokenize(texts)
