import type { Evaluator } from "../values/evaluator";
import type { Hole, TextPiece, TextValue, Value } from "../values/value";
import type { Part } from "./llm-call";
import { readMessages } from "./messages";
import { lastCall } from "./slots";

/**
 * The messages of a prompt object (`ChatPromptTemplate.from_messages([…])`), its placeholders filled from the input where it is known.
 * Of what is `given` by steps that run before it, only the bounds can be known.
 */
export function readPrompt(
  evaluator: Evaluator,
  prompt: Value,
  input: Value | undefined,
  given?: ReadonlyMap<string, Value>,
): Part[] {
  const step = lastMaker(prompt);
  const written =
    step &&
    (evaluator.argument(step, 0) ?? evaluator.argument(step, "messages") ?? evaluator.argument(step, "template"));
  const inner = written?.kind === "map" ? (written.entries.get("template")?.value ?? written) : written;
  const parts = readMessages(evaluator, inner ?? prompt);
  const fields = input?.kind === "map" ? input.entries : undefined;
  const fill = (name: string) => {
    const field = fields?.get(name);
    if (field) return evaluator.text(field.value).pieces;
    const before = given?.get(name);
    const hole = before && searched(evaluator, before);
    return hole && [{ kind: "hole" as const, hole: { ...hole, name } }];
  };
  return parts.map((part) => ({
    ...part,
    content: part.content.map((content) =>
      content.kind === "text" ? { ...content, text: withPlaceholders(content.text, fill) } : content,
    ),
  }));
}

/** What a search gives, whatever is done with it afterwards: `retriever | format_docs`. */
export function searched(evaluator: Evaluator, value: Value): Hole | undefined {
  let first = value;
  while (first.kind === "reference" && first.root.kind === "unknown" && first.root.operands?.[0])
    first = first.root.operands[0];
  const [piece] = evaluator.text(first).pieces;
  return piece?.kind === "hole" && piece.hole.maxItems !== undefined ? piece.hole : undefined;
}

/** The call that was given the template, `.partial(…)` and the like looked through. */
function lastMaker(prompt: Value) {
  if (prompt.kind !== "reference") return undefined;
  const made = prompt.steps.findIndex((step) => step.kind === "call");
  const step = prompt.steps[made];
  return step?.kind === "call" ? step : lastCall(prompt);
}

/** `{name}` becomes a hole of that name, or what the input says; `{{` and `}}` are braces. */
export function withPlaceholders(text: TextValue, fill: (name: string) => TextPiece[] | undefined): TextValue {
  const pieces = text.pieces.flatMap((piece): TextPiece[] => {
    if (piece.kind === "hole") return [piece];
    const found: TextPiece[] = [];
    let from = 0;
    let literal = "";
    for (const match of piece.text.matchAll(/\{\{|\}\}|\{([A-Za-z_]\w{0,60})\}/g)) {
      literal += piece.text.slice(from, match.index);
      from = match.index + match[0].length;
      const name = match[1];
      if (name === undefined) {
        literal += match[0][0] ?? "";
        continue;
      }
      if (literal) found.push({ kind: "known", text: literal, origin: piece.origin });
      literal = "";
      found.push(...(fill(name) ?? [{ kind: "hole", hole: { name, origin: piece.origin, reason: "run-time value" } }]));
    }
    literal += piece.text.slice(from);
    if (literal) found.push({ kind: "known", text: literal, origin: piece.origin });
    return found;
  });
  return { ...text, pieces };
}
