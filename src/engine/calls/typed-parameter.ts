import type { Ancestor } from "../syntax/call-sites";
import type { CallNode, Program } from "../syntax/program";
import type { ReferenceValue, Value } from "../values/value";
import { factsOf } from "./program-facts";

/** The types written at the parameters of this name of the functions around, innermost last. */
export function parameterTypes(ancestors: readonly Ancestor[], name: string): string[] {
  return ancestors.flatMap((ancestor) =>
    ancestor.kind === "function"
      ? ancestor.node.params.flatMap((param) =>
          param.target.kind === "name" && param.target.name === name && param.type ? [param.type] : [],
        )
      : [],
  );
}

/** What is taken from a parameter whose type is an imported class, as taken from a new object of that class: `(ai: GoogleGenAI)`. */
export function throughType(
  value: Value,
  ancestors: readonly Ancestor[],
  program: Program,
): ReferenceValue | undefined {
  if (value.kind !== "reference" || value.root.kind !== "unknown") return undefined;
  const { hole } = value.root;
  if (hole.reason !== "parameter") return undefined;
  const type = parameterTypes(ancestors, hole.name).at(-1);
  const path = type && classPath(type);
  const [first, ...rest] = path ? path.split(".") : [];
  const source = first ? factsOf(program).imported.get(first) : undefined;
  if (!first || !source) return undefined;
  const { origin } = value;
  const names = source.name === "*" ? rest : [source.name, ...rest];
  const node = { kind: "name" as const, name: first, start: origin.start, end: origin.start };
  const empty = { start: origin.start, end: origin.start };
  const call: CallNode = { kind: "call", callee: node, args: [], construct: true, argsSpan: empty, ...empty };
  return {
    kind: "reference",
    root: { kind: "module", module: source.module },
    steps: [
      ...names.map((name) => ({ kind: "member" as const, name, origin })),
      { kind: "call", construct: true, call, program, origin },
      ...value.steps,
    ],
    origin,
  };
}

/** `"Client"`, `Optional[anthropic.Anthropic]`, `OpenAI | undefined`. */
function classPath(type: string): string | undefined {
  const plain =
    /^["']?(?:typing\.)?(?:Optional\[)?["']?([\w.]{1,100})["']?\]?["']?(?: ?\| ?(?:None|undefined|null))?["']?$/.exec(
      type.trim(),
    );
  return plain?.[1];
}
