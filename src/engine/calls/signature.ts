import type { Evaluator } from "../values/evaluator";
import type { ClassValue, TextPiece, TextValue, Value } from "../values/value";
import { readContent } from "./content";
import type { Part } from "./llm-call";
import { lastCall, originOf, type Request } from "./slots";

/**
 * A class that is a prompt, as DSPy's signatures are: its docstring is the instruction, and each field stands in the prompt by its
 * name with its prefix and description.
 */
export function signatureText(evaluator: Evaluator, value: ClassValue): TextValue {
  const { node, program } = value;
  const pieces: TextPiece[] = [];
  const add = (text: string) => pieces.push({ kind: "known", text, origin: originOf(program, node) });
  if (node.doc) add(node.doc);
  for (const statement of node.body) {
    if (statement.kind !== "assign" || statement.target.kind !== "name" || statement.target.name.startsWith("_"))
      continue;
    add(`${pieces.length > 0 ? "\n" : ""}${statement.target.name}`);
    const field = statement.value && evaluator.evaluate(statement.value, { program });
    for (const text of field ? describing(evaluator, field) : []) {
      add(" ");
      pieces.push(...text.pieces);
    }
  }
  return { kind: "text", pieces, origin: value.origin };
}

function describing(evaluator: Evaluator, field: Value): TextValue[] {
  const step = lastCall(field);
  if (!step) return [];
  return ["prefix", "desc", "description"].flatMap((key) => {
    const text = evaluator.argument(step, key);
    return text?.kind === "text" ? [text] : [];
  });
}

/** What is handed to a prompt by name. */
export function inputsOf({ evaluator, map, match }: Request): Part[] {
  const { inputs } = match.shape;
  if (!inputs || map.kind !== "map") return [];
  const content = [...map.entries].flatMap(([name, { value }]) =>
    inputs.but.includes(name) ? [] : readContent(evaluator, value),
  );
  return content.length > 0 ? [{ role: "user", content, times: { min: 1, max: 1 }, origin: map.origin }] : [];
}
