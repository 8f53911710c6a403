import type { AssignStatement, ClassNode } from "../syntax/program";
import { argumentIn, argumentOf, newFrame } from "./arguments";
import { resultOf } from "./calls";
import { declaredInstance } from "./declared-types";
import { environment } from "./environment";
import { evaluate } from "./evaluate";
import { choiceOf, originOf, unknown } from "./make";
import { fieldOf, type Instance, lineage } from "./objects";
import type { Run } from "./run";
import { lastName } from "./scopes";
import type { ClassValue, Frame, Value } from "./value";

/** A field's own value: a class field, a parameter property, a dataclass or model field given by the constructor call. */
export function declared(
  run: Run,
  self: Instance,
  owner: ClassValue,
  name: string,
  frame: Frame | undefined,
): Value | undefined {
  const { program, node } = owner;
  const property = frame?.fn.params.find(
    (param) => param.property && param.target.kind === "name" && param.target.name === name,
  );
  if (property && frame) {
    const given = argumentIn(run, frame, name);
    if (given) return given;
    return evaluate(run, property.target.kind === "name" ? property.target : frame.fn, { program, frame });
  }
  const field = fieldOf(node, name);
  if (!field) return undefined;
  const given = frame || program.language !== "python" ? undefined : generatedArgument(run, self, owner, name);
  if (given) return given;
  if (isSettings(run, owner)) return fromSettings(run, owner, name, field);
  if (!field.value) return declaredInstance(run, field.type, program);
  const value = fieldDefault(run, evaluate(run, field.value, { program }));
  if (value.kind === "none" && field.type !== undefined) return declaredInstance(run, field.type, program) ?? value;
  const isOpen =
    !frame && field.type !== undefined && self.root.call.call.args.some((it) => it.kind === "named-spread");
  if (!isOpen || program.language !== "python") return value;
  const hole = unknown(`${node.name ?? "self"}.${name}`, "parameter", originOf(program, field), {
    parameter: "self",
  });
  return choiceOf([hole, value], "fallback", originOf(program, field));
}

/** A pydantic settings class fills its fields from the environment. */
function isSettings(run: Run, owner: ClassValue): boolean {
  return lineage(run, owner).some(({ node }) => node.bases.some((base) => lastName(base) === "BaseSettings"));
}

function fromSettings(run: Run, owner: ClassValue, name: string, field: AssignStatement): Value {
  const { program } = owner;
  const origin = originOf(program, field);
  const variable = environment(run, name.toUpperCase(), origin);
  if (!field.value) return variable;
  return choiceOf([variable, fieldDefault(run, evaluate(run, field.value, { program }))], "fallback", origin);
}

/** `Field(default="x")`, `Field("x")`, `field(default_factory=lambda: …)` */
function fieldDefault(run: Run, value: Value): Value {
  const step = value.kind === "reference" ? value.steps[value.steps.length - 1] : undefined;
  if (value.kind !== "reference" || step?.kind !== "call") return value;
  const callee = step.call.callee;
  if (callee.kind !== "name" || !/^(Field|field)$/.test(callee.name)) return value;
  const made = argumentOf(run, step, "default_factory");
  if (made?.kind === "function") return resultOf(run, made, newFrame(made)) ?? value;
  return argumentOf(run, step, "default") ?? argumentOf(run, step, 0) ?? value;
}

/** The argument for a field of a class whose constructor is made from its fields (dataclass, pydantic model, attrs). */
function generatedArgument(run: Run, self: Instance, owner: ClassValue, name: string): Value | undefined {
  const { call } = self.root;
  const byName = argumentOf(run, call, name);
  if (byName) return byName;
  const isData = owner.node.decorators.some((it) => /dataclass|define|attrs|attr\b/.test(decoratorName(it)));
  if (!isData) return undefined;
  const fields = owner.node.body.flatMap((it) =>
    it.kind === "assign" && it.type !== undefined && it.target.kind === "name" ? [it.target.name] : [],
  );
  const at = fields.indexOf(name);
  return at < 0 ? undefined : argumentOf(run, call, at);
}

function decoratorName(expr: ClassNode["decorators"][number]): string {
  if (expr.kind === "call") return decoratorName(expr.callee);
  if (expr.kind === "member") return expr.property;
  return expr.kind === "name" ? expr.name : "";
}
