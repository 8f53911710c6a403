import { VoyageAIClient } from "voyageai";

const client = new VoyageAIClient({ apiKey: "k" });

export async function index(texts: string[], page: any) {
  page.embed("video");
  return client.embed({ input: texts, model: "voyage-3" });
  //            ^^^^^ call: voyage.embed kind=embedding model=voyage-3 provider=voyage
}
