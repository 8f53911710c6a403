import type { TextsToCount } from "../server/protocol";

/** As much of a language model of the editor as counting needs. */
export interface CountingModel<Message> {
  id: string;
  family: string;
  name: string;
  vendor: string;
  countTokens(message: Message): Thenable<number>;
}

/** The editor's model that the call is for: by its id or its family, however a provider spells it. */
export function modelFor<Model extends Pick<CountingModel<never>, "id" | "family">>(
  models: readonly Model[],
  id: string,
): Model | undefined {
  const wanted = spelled(id);
  return (
    models.find((model) => spelled(model.id) === wanted) ?? models.find((model) => spelled(model.family) === wanted)
  );
}

/** `anthropic/claude-sonnet-4.5`, `claude-sonnet-4-5-20250929` and `claude-sonnet-4-5` are one. */
const spelled = (id: string): string =>
  (id.toLowerCase().split("/").pop() ?? "").replace(/\./g, "-").replace(/-(\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, "");

/** Tokens of all messages, each with what the model's provider puts around it. */
export async function countTexts<Message>(
  model: CountingModel<Message>,
  { messages }: TextsToCount,
  write: (role: "user" | "assistant", text: string) => Message,
): Promise<number> {
  let tokens = 0;
  for (const { role, text } of messages) tokens += await model.countTokens(write(role, text));
  return tokens;
}
