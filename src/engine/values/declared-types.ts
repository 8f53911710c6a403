import type { Program } from "../syntax/program";
import { applyEvent } from "./events";
import { choiceOf, isUnknown, optionsOf } from "./make";
import { abstractInstance } from "./objects";
import { indexOf } from "./program-index";
import type { Run } from "./run";
import { lastName } from "./scopes";
import { referenceName } from "./text";
import type { FunctionValue, ReferenceValue, Value } from "./value";

const MISSING = /\s*\|\s*(?:None|null|undefined)\s*$|^\s*(?:None|null|undefined)\s*\|\s*/g;
const AROUND = /^(?:Optional|Promise|Awaitable|Annotated|Coroutine|Final|Readonly|Required|Partial)\s*[[<](.*)[\]>]$/;
const NAME = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)?$/;

/** The one name that a type annotation comes to: `Client`, `Client | None`, `Optional["Client"]`, `Promise<Client>`. */
export function typeName(type: string | undefined): string | undefined {
  if (type === undefined || type.length > 120) return undefined;
  let name = type.replace(/^\s*:/, "").trim();
  for (let depth = 0; depth < 3; depth++) {
    name = name
      .replace(/^["'](.*)["']$/, "$1")
      .replace(MISSING, "")
      .trim();
    const inner = AROUND.exec(name)?.[1];
    if (inner === undefined) break;
    name = inner.replace(/,.*$/s, "").trim();
  }
  return NAME.test(name) ? name : undefined;
}

/** An object of the workspace class that something is annotated with; which of the classes below it nobody knows. */
export function declaredInstance(run: Run, type: string | undefined, program: Program): Value | undefined {
  const name = typeName(type);
  const binding = name === undefined ? undefined : indexOf(program).module.bindings.get(name);
  const only = binding?.events.length === 1 ? binding.events[0] : undefined;
  if (!binding || !only || (only.kind !== "class" && only.kind !== "import")) return undefined;
  const value = applyEvent(run, binding, only, undefined, { program });
  if (value?.kind !== "class" || value.node.bases.some((base) => /(Enum|TypedDict|^str)$/.test(lastName(base) ?? "")))
    return undefined;
  return abstractInstance(value.program, value.node);
}

/** Nothing of the workspace: unknown, or what a call of something outside gives. */
function isForeign(value: Value): value is ReferenceValue {
  return (
    isUnknown(value) ||
    (value.kind === "reference" && value.root.kind === "module" && value.steps.at(-1)?.kind === "call")
  );
}

/**
 * What a function gives back, seen through its annotation: where the body does not say what it is, it is an object of the class, or
 * something of the interface, that stands there.
 */
export function declaredResult(
  run: Run,
  { node, program }: FunctionValue,
  result: Value | undefined,
): Value | undefined {
  const name = typeName(node.returns);
  if (name === undefined || !/^[A-Z]/.test(name)) return result;
  if (result && !optionsOf(result).some(isForeign)) return result;
  const instance = declaredInstance(run, node.returns, program);
  if (!result) return instance;
  const options = optionsOf(result).map((option) => {
    if (!isForeign(option)) return option;
    if (instance) return instance;
    if (!isUnknown(option)) return option;
    const { hole } = option.root;
    const named = option.steps.length ? { name: referenceName(option) } : {};
    return { ...option, root: { kind: "unknown" as const, hole: { ...hole, ...named, type: name } }, steps: [] };
  });
  return choiceOf(options, result.kind === "choice" ? result.how : "either", result.origin);
}
