import type { Part } from "../llm-call";
import { roles } from "../messages";

const LINE = /^[ \t]*#{0,3}[ \t]*(system|developer|user|human|assistant|model|ai)[ \t]*:[ \t]*\r?$/gim;

/** The parts of a body that is divided by lines like `system:`. Text before the first one is the system's. */
export function roleSections(text: string, body: number): { role: Part["role"]; start: number; end: number }[] {
  const marks = [...text.slice(body).matchAll(LINE)];
  const sections: { role: Part["role"]; start: number; end: number }[] = [];
  const add = (role: Part["role"], start: number, end: number) => {
    const content = text.slice(start, end);
    const from = start + (content.length - content.trimStart().length);
    const to = from + content.trim().length;
    if (to > from) sections.push({ role, start: from, end: to });
  };
  add("system", body, body + (marks[0]?.index ?? text.length - body));
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1];
    add(
      roles.get(mark[1]!.toLowerCase())!,
      body + mark.index + mark[0].length,
      next === undefined ? text.length : body + next.index,
    );
  }
  return sections;
}

/**
 * The parts of `text[start, end)` that is divided by marks in it; the first group of `mark` is the role. Text before the first mark is
 * the user's.
 */
export function markedSections(
  text: string,
  start: number,
  end: number,
  mark: RegExp,
): { role: Part["role"]; start: number; end: number }[] {
  const sections: { role: Part["role"]; start: number; end: number }[] = [];
  let role: Part["role"] = "user";
  let from = start;
  const add = (to: number) => {
    const content = text.slice(from, to);
    const first = from + (content.length - content.trimStart().length);
    if (content.trim() !== "") sections.push({ role, start: first, end: first + content.trim().length });
  };
  for (const match of text.slice(start, end).matchAll(mark)) {
    add(start + match.index);
    role = roles.get(match[1]?.toLowerCase() ?? "") ?? "user";
    from = start + match.index + match[0].length;
  }
  add(end);
  return sections;
}
