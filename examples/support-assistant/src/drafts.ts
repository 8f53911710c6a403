import { ask } from "./llm";

export function subjectLine(mail: string) {
  return ask("Write a subject line of at most eight words for this mail. Answer with the subject line only.", mail);
}

export function translate(mail: string, language: string) {
  return ask(`Translate this mail into ${language}. Keep names, numbers and links as they are.`, mail, "gpt-6-luna", 1200);
}

/** One request for every open ticket, each night. */
export async function digest(tickets: { message: string }[]) {
  const lines: string[] = [];
  for (const ticket of tickets) {
    lines.push(await ask("Summarise this support ticket in one sentence.", ticket.message));
  }
  return lines.join("\n");
}
