import ollama, { Ollama } from "ollama";

const remote = new Ollama({ host: "http://gpu:11434" });

export async function run(room: any) {
  await ollama.chat({ model: "llama3.1", messages: [{ role: "user", content: "hi" }], stream: true });
  //           ^^^^ call: ollama.chat model=llama3.1 provider=ollama stream
  await remote.generate({ model: "llama3.1", system: "Be brief.", prompt: "hi", options: { num_predict: 20 } });
  //           ^^^^^^^^ call: ollama.generate cap=20 parts=system,user
  await ollama.list();
  await ollama.pull({ model: "llama3.1" });
  room.chat({ message: "to a person" });
}
