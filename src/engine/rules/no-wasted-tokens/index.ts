import { asksForText } from "../../calls/asks-for-text";
import type { LlmCall } from "../../calls/llm-call";
import { removeEntry } from "../../edits/edit-entry";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import type { Argument, CallNode, Program } from "../../syntax/program";
import type { Origin } from "../../values/value";
import { isTemplate } from "../request-text";
import type { Rule, RuleFinding } from "../rule";

export const rule: Rule = {
  meta: {
    id: "no-wasted-tokens",
    title: "Indented JSON in a prompt",
    what: "A prompt holds JSON that is written with line breaks and indentation.",
    why: "The model reads compact JSON just as well, and the spaces and line breaks of the indented form are billed with every call.",
    whatToDo: "Write it without indentation.",
    severity: "information",
    fixable: "suggestion",
    since: "0.1.0",
  },
  check({ call }, { source }) {
    if (!asksForText(call) || isTemplate(call)) return [];
    const seen = new Set<string>();
    return writtenAt(call).flatMap((origin) => {
      const key = `${origin.path}:${origin.start}`;
      const program = seen.has(key) ? undefined : source(origin.path);
      seen.add(key);
      return (program && indentedJson(program, origin)) ?? [];
    });
  },
};

/** Where JSON may be written: what is only known at run time, and each bracket that opens known text. */
function writtenAt(call: LlmCall): Origin[] {
  const origins: Origin[] = [];
  for (const part of call.parts) {
    for (const content of part.content) {
      const text = content.kind === "text" || content.kind === "tool-result" ? content.text : undefined;
      for (const piece of text?.pieces ?? []) {
        if (piece.kind === "hole") origins.push(piece.hole.origin);
        else if (/^[[{]/.test(piece.text)) origins.push(piece.origin);
      }
    }
  }
  return origins;
}

function indentedJson(program: Program, range: Origin): RuleFinding | undefined {
  const node = findNode(program, range, "call");
  const written = node && program.text.slice(node.callee.start, node.callee.end);
  const edits =
    written === "JSON.stringify"
      ? withoutSpace(program, node!)
      : written && /^(?:json\.dumps|.+\.model_dump_json)$/.test(written)
        ? withoutIndent(program, node!)
        : undefined;
  if (!edits) return undefined;
  return {
    message: `${written} indents what the model reads, and each space and line break of it is billed: write it compactly.`,
    range,
    fixes: [{ title: "Write compact JSON", safety: "suggestion", preferred: true, edits }],
  };
}

/** `JSON.stringify(x, null, 2)` → `JSON.stringify(x)`; a replacer stays. */
function withoutSpace(program: Program, node: CallNode): TextEdit[] | undefined {
  const [value, replacer, space] = node.args;
  if (!value || !replacer || !space || node.args.length !== 3 || !indents(space)) return undefined;
  const none =
    replacer.value.kind === "none" || (replacer.value.kind === "name" && replacer.value.name === "undefined");
  const keep = none ? value : replacer;
  return [{ path: program.path, start: keep.end, end: space.end, text: "" }];
}

/** `json.dumps(x, indent=2)` → `json.dumps(x)` */
function withoutIndent(program: Program, node: CallNode): TextEdit[] | undefined {
  const indent = node.args.find((argument) => argument.name === "indent");
  return indent && indents(indent) ? removeEntry(program, node, indent) : undefined;
}

function indents({ value }: Argument): boolean {
  if (value.kind === "number") return value.value > 0;
  return value.kind === "string" && value.parts.some((part) => part.kind === "text" && part.text !== "");
}
