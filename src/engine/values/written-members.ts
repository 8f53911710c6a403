import type { CallNode, LoopStatement, MemberNode, Statement } from "../syntax/program";
import { enterFunction, newFrame } from "./arguments";
import { evaluate } from "./evaluate";
import { asList } from "./iteration";
import { choiceOf, isUnknown, knownText, optionsOf } from "./make";
import { constructorOf, type Instance, lineage, methodValue } from "./objects";
import { indexOf } from "./program-index";
import { type Context, type Run, rounds } from "./run";
import { scopeAt, selfOwner } from "./scopes";
import type { ClassValue, Value } from "./value";
import { bodiesOf } from "./walk";

/**
 * `self.config.model` where a method of the class writes it (`if not self.config.model: self.config.model = "gpt-5"`): what is written
 * stands in for what nobody gave.
 */
export function writtenMember(run: Run, node: MemberNode, value: Value, { program }: Context): Value {
  const { object } = node;
  const isOpen = optionsOf(value).some((option) => isUnknown(option) || option.kind === "none");
  if (!isOpen || object.kind !== "member" || object.object.kind !== "name") return value;
  const index = indexOf(program);
  const owner = selfOwner(index, scopeAt(index, node.start), object.object.name);
  if (!owner) return value;
  const start: ClassValue = { kind: "class", node: owner.class, program, origin: value.origin };
  const written = lineage(run, start).flatMap((at) => {
    const events = indexOf(at.program).fields.get(at.node)?.get(object.property) ?? [];
    return events.flatMap(({ event }) => {
      const [key] = event.kind === "assign" && event.keys.length === 1 ? event.keys : [];
      if (event.kind !== "assign" || !key || !("name" in key) || key.name !== node.property) return [];
      const isPlain = /^(\|\||\?\?)?=$/.test(event.node.operator) && event.pulls.length === 0;
      return isPlain && event.node.value ? [evaluate(run, event.node.value, { program: at.program })] : [];
    });
  });
  if (written.length === 0) return value;
  const given = optionsOf(value).filter((option) => option.kind !== "none");
  return choiceOf([...given, ...written], "fallback", value.origin);
}

/** A field that a method sets by its name: `for key, value in defaults.items(): setattr(self, key.lower(), value)`. */
export function namedField(run: Run, self: Instance, owner: ClassValue, name: string): Value | undefined {
  const { program, node } = owner;
  const index = indexOf(program);
  const calls = (index.calls.get("setattr") ?? []).filter((call) => node.start <= call.start && call.end <= node.end);
  for (const call of calls) {
    const [target, key, value] = call.args;
    if (target?.value.kind !== "name" || !key || !value || call.args.length !== 3) continue;
    const at = selfOwner(index, scopeAt(index, call.start), target.value.name);
    if (at?.class !== node) continue;
    const method = methodValue(program, at.method, self);
    const caller = callOf(index.calls.get(at.method.name ?? "") ?? [], owner);
    const frame = caller ? enterFunction(run, method, caller, makerContext(owner, self)) : newFrame(method);
    for (const context of turns(run, loopsAround(at.method.body, call.start), { program, frame })) {
      if (run.steps <= 0) return undefined;
      if (knownText(evaluate(run, key.value, context)) === name) return evaluate(run, value.value, context);
    }
  }
  return undefined;
}

/** The call of a method in the constructor of its own class. */
function callOf(calls: readonly CallNode[], { node }: ClassValue): CallNode | undefined {
  const maker = constructorOf(node);
  return maker && calls.find((call) => maker.start <= call.start && call.end <= maker.end);
}

function makerContext({ program, node }: ClassValue, self: Instance): Context {
  const maker = constructorOf(node);
  return maker ? { program, frame: newFrame(methodValue(program, maker, self)) } : { program };
}

function loopsAround(body: readonly Statement[], offset: number): LoopStatement[] {
  const around = body.find((statement) => statement.start <= offset && offset < statement.end);
  if (!around) return [];
  const inner = bodiesOf(around).flatMap((each) => loopsAround(each, offset));
  return around.kind === "loop" ? [around, ...inner] : inner;
}

/** The contexts of a loop's items; the one given where there is no loop, none where its items are not known. */
function turns(run: Run, loops: readonly LoopStatement[], context: Context): Context[] {
  const [loop, ...more] = loops;
  if (!loop) return [context];
  if (more.length > 0 || !loop.iterable) return [];
  // of several lists the known ones: any of them may be what is gone through
  return optionsOf(evaluate(run, loop.iterable, context)).flatMap((option) => {
    const list = asList(run, option);
    const at = list && rounds(context, loop, list.items.length);
    return list && at ? list.items.map((item) => at(item.value)) : [];
  });
}
