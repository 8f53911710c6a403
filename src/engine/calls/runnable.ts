import type { Runnables, Sdk } from "../sdks/sdk";
import type { CallSite } from "../syntax/call-sites";
import type { Evaluator } from "../values/evaluator";
import type { EvaluationContext, Hole, ReferenceValue, Step, Value } from "../values/value";
import { importedModules, isInside } from "./callee";
import type { Match } from "./match";
import { modelShapeOf } from "./model-slot";
import { searched } from "./prompt-template";
import { fieldOf, type Reading, type Request, requestMap } from "./slots";
import { parameterTypes } from "./typed-parameter";

/** What a chain is made of, as far as the code shows it. */
export interface Chain {
  model?: Value;
  prompts: Value[];
  /** what runs before the prompts, by the placeholders that it is for */
  given?: ReadonlyMap<string, Value>;
  /** the placeholder for what is searched for, of a prompt that is the library's own */
  retrieved?: string;
  /** who made it puts a prompt of the library's own around it */
  unseen?: boolean;
  tools?: Value;
  schema?: Value;
  /** how many tokens come out at most, where it is not written on the model itself */
  outputCap?: Value;
  /** how often it is asked at most until an answer is good */
  attempts?: Value;
}

/** A call that runs a chain or a model: `chain.invoke(…)`. What it is run on is followed to the model in it. */
export function recogniseRunnable(
  site: CallSite,
  names: readonly string[],
  context: EvaluationContext,
  evaluator: Evaluator,
  sdks: readonly Sdk[],
): Request | undefined {
  const method = names.at(-1) ?? "";
  for (const sdk of sdks) {
    const rules = sdk.runnables;
    if (!rules) continue;
    const modern = [...rules.methods, ...rules.streams, ...rules.batches].includes(method);
    const { callee } = site.call;
    // `llm(prompt)`, as it once was
    const direct = !modern && mayBeModel(names, context, sdk, rules);
    if (!modern && !direct && !rules.legacy.includes(method)) continue;
    if (!direct && callee.kind !== "member") continue;
    const object = evaluator.evaluate(direct || callee.kind !== "member" ? callee : callee.object, context);
    const chain = chainOf(evaluator, object, rules, sdks, 0);
    // only these have tools or a schema put on them
    const known = chain?.model !== undefined || (modern && (chain?.tools ?? chain?.schema) !== undefined);
    if (!known && !(modern && isLikely(site, names, context, sdk, rules, evaluator, object))) continue;
    return requestOfChain(site, context, evaluator, sdk, rules, direct ? "()" : method, chain ?? { prompts: [] });
  }
  return undefined;
}

/** Something called by a name that a model may have, in a file that imports the SDK. */
function mayBeModel(names: readonly string[], context: EvaluationContext, sdk: Sdk, rules: Runnables): boolean {
  return rules.likely.test(names.at(-1) ?? "") && importsSdk(context, sdk);
}

function importsSdk(context: EvaluationContext, sdk: Sdk): boolean {
  for (const module of importedModules(context.program)) if (isInside(module, sdk.modules)) return true;
  return false;
}

/** An object that cannot be followed, called like a model, in a file that imports the SDK. */
function isLikely(
  site: CallSite,
  names: readonly string[],
  context: EvaluationContext,
  sdk: Sdk,
  rules: Runnables,
  evaluator: Evaluator,
  object: Value,
): boolean {
  if (!importsSdk(context, sdk) || isGraph(object, rules)) return false;
  if (isOwn(object) || evaluator.functions(site.call.callee, context).length > 0) return false;
  const name = names.at(-2) ?? "";
  if (rules.likely.test(name)) return true;
  return parameterTypes(site.ancestors, names.at(0) ?? "").some((type) => rules.types.test(type));
}

/** An object of a class of the workspace: what it sends stands in its methods. */
function isOwn(value: Value): boolean {
  return value.kind === "reference" && value.root.kind === "instance" && value.steps.length === 0;
}

function isGraph(value: Value, rules: Runnables): boolean {
  if (value.kind === "choice") return value.options.some((option) => isGraph(option, rules));
  if (value.kind !== "reference") return false;
  return value.steps.some((step) => step.kind === "member" && rules.graphs.includes(step.name));
}

/** Takes a chain apart; undefined when nothing in it is a prompt or a model. */
export function chainOf(
  evaluator: Evaluator,
  value: Value,
  rules: Runnables,
  sdks: readonly Sdk[],
  depth: number,
): Chain | undefined {
  if (depth > 12) return undefined;
  if (value.kind === "choice") return choiceChain(evaluator, value.options, rules, sdks, depth);
  if (value.kind === "list")
    return joined(value.items.map((item) => chainOf(evaluator, item.value, rules, sdks, depth + 1)));
  if (value.kind === "map") {
    const given = new Map([...value.entries].map(([key, field]) => [key, field.value]));
    const inner = [...given.values()].map((field) => chainOf(evaluator, field, rules, sdks, depth + 1));
    return joined([{ prompts: [], given }, ...inner]);
  }
  if (value.kind !== "reference") return undefined;
  if (value.root.kind === "unknown" && value.root.operands) {
    const sides = value.root.operands.map((side) => chainOf(evaluator, side, rules, sdks, depth + 1));
    return stepsChain(evaluator, value, rules, sdks, depth, joined(sides));
  }
  return stepsChain(evaluator, value, rules, sdks, depth);
}

/** Branches of which one is taken: the first that holds a model, with all candidates for it. */
function choiceChain(
  evaluator: Evaluator,
  options: readonly Value[],
  rules: Runnables,
  sdks: readonly Sdk[],
  depth: number,
): Chain | undefined {
  const chains = options
    .map((option) => chainOf(evaluator, option, rules, sdks, depth + 1))
    .filter((chain) => chain !== undefined);
  const [first] = chains;
  const models = chains.map((chain) => chain.model).filter((model) => model !== undefined);
  const [model] = models;
  if (!first || !model || models.length === 1) return first;
  return { ...first, model: { kind: "choice", how: "either", options: models, origin: model.origin } };
}

/** A chain in whose place others run when it fails: whichever it is, one model answers. */
function orElse(chain: Chain | undefined, others: readonly (Chain | undefined)[]): Chain | undefined {
  const models = [chain, ...others].flatMap((each) => each?.model ?? []);
  const [model] = models;
  if (!chain || !model || models.length < 2) return chain;
  return { ...chain, model: { kind: "choice", how: "either", options: models, origin: model.origin } };
}

function joined(chains: readonly (Chain | undefined)[]): Chain | undefined {
  const parts = chains.filter((chain) => chain !== undefined);
  if (parts.length === 0) return undefined;
  const model = parts.find((chain) => chain.model);
  return {
    model: model?.model,
    prompts: parts.flatMap((chain) => chain.prompts),
    given: parts.find((chain) => chain.given)?.given,
    retrieved: parts.find((chain) => chain.retrieved)?.retrieved,
    unseen: parts.some((chain) => chain.unseen),
    tools: parts.find((chain) => chain.tools)?.tools,
    schema: parts.find((chain) => chain.schema)?.schema,
    outputCap: parts.find((chain) => chain.outputCap)?.outputCap,
    attempts: parts.find((chain) => chain.attempts)?.attempts,
  };
}

/** Walks the steps of a reference: `ChatOpenAI(…).bind_tools(…)`, `prompt.pipe(model)`, `RunnableSequence.from([…])`. */
function stepsChain(
  evaluator: Evaluator,
  value: ReferenceValue,
  rules: Runnables,
  sdks: readonly Sdk[],
  depth: number,
  before?: Chain,
): Chain | undefined {
  let chain = before;
  let name = "";
  for (let at = 0; at < value.steps.length; at++) {
    const step = value.steps[at] as Step;
    if (step.kind === "member") name = step.name;
    if (step.kind !== "call") continue;
    const upTo: ReferenceValue = { ...value, steps: value.steps.slice(0, at + 1) };
    const argument = (key: string | number) => evaluator.argument(step, key);
    if (rules.tools.includes(name)) chain = { ...(chain ?? { prompts: [] }), tools: argument(0) ?? argument("tools") };
    else if (rules.schema.includes(name))
      chain = { ...(chain ?? { prompts: [] }), schema: argument(0) ?? argument("schema") };
    else if (
      name === "pipe" ||
      name === "from" ||
      name === "RunnableSequence" ||
      name === "RunnableMap" ||
      name === "assign"
    ) {
      const inner = [argument(0), argument(1), argument("first"), argument("last")].map(
        (arg) => arg && chainOf(evaluator, arg, rules, sdks, depth + 1),
      );
      chain = joined([chain, ...inner]);
    } else if (rules.configure.includes(name)) {
      chain = { ...(chain ?? { prompts: [] }), ...configured(evaluator, argument(0) ?? argument("config")) };
    } else if (rules.retries.names.includes(name)) {
      const attempts = rules.retries.attempts.map(argument).find((found) => found !== undefined);
      chain = { ...(chain ?? { prompts: [] }), ...(attempts ? { attempts } : {}) };
    } else if (rules.fallbacks.includes(name)) {
      const given = argument("fallbacks") ?? argument(0);
      const others = given?.kind === "list" ? given.items.map((item) => item.value) : given ? [given] : [];
      chain = orElse(
        chain,
        others.map((other) => chainOf(evaluator, other, rules, sdks, depth + 1)),
      );
    } else {
      const found = madeHere(evaluator, upTo, name, rules, sdks, depth);
      if (found) chain = joined([chain, found]);
    }
  }
  return chain;
}

/** `{ model, max_tokens }` or `{ configurable: { model } }`: what a configurable model becomes. */
function configured(evaluator: Evaluator, config: Value | undefined): Partial<Chain> {
  if (!config) return {};
  const inner = fieldOf(evaluator, config, "configurable")?.value;
  const read = (key: string) =>
    fieldOf(evaluator, config, key)?.value ?? (inner && fieldOf(evaluator, inner, key)?.value);
  const model = read("model");
  const outputCap = read("max_tokens") ?? read("maxTokens");
  return { ...(model ? { model } : {}), ...(outputCap ? { outputCap } : {}) };
}

function madeHere(
  evaluator: Evaluator,
  value: ReferenceValue,
  name: string,
  rules: Runnables,
  sdks: readonly Sdk[],
  depth: number,
): Chain | undefined {
  const prompt = rules.prompts.find(({ names }) => names.includes(name));
  if (prompt) return { prompts: [value] };
  const holder = rules.chains.find(({ names }) => names.includes(name));
  if (holder) {
    const step = value.steps.at(-1);
    if (step?.kind !== "call") return undefined;
    const pick = (slot: string | readonly string[] | undefined) =>
      (slot === undefined ? [] : typeof slot === "string" ? [slot] : slot)
        .map(
          (place) =>
            evaluator.argument(step, place.startsWith("#") ? Number(place.slice(1)) : place) ??
            fromObject(evaluator, step, place),
        )
        .find((found) => found !== undefined);
    const model = pick(holder.model);
    const inner = model && chainOf(evaluator, model, rules, sdks, depth + 1);
    const text = pick(holder.prompt);
    if (!inner?.model) return undefined;
    const prompts = text ? [text] : inner.prompts;
    const retriever = holder.retriever && pick(holder.retriever.slot);
    if (!holder.retriever || !retriever) return { ...inner, prompts };
    const { placeholder } = holder.retriever;
    return { ...inner, prompts, given: new Map([[placeholder, retriever]]), retrieved: placeholder };
  }
  const last = value.steps.at(-1);
  if (last?.kind !== "call") return undefined;
  if (isModel(value, sdks)) return { model: value, prompts: [] };
  return rules.holders.test(name) || rules.holders.test(nameBefore(value))
    ? held(evaluator, value, last, rules, sdks, depth)
    : undefined;
}

/** `APIChain` of `APIChain.fromLLMAndAPIDocs(…)`. */
function nameBefore(value: ReferenceValue): string {
  const members = value.steps.filter((step) => step.kind === "member");
  return members.at(-2)?.name ?? "";
}

/** The chain among the arguments of something of the SDK, whichever of them it is. */
function held(
  evaluator: Evaluator,
  value: ReferenceValue,
  step: Step & { kind: "call" },
  rules: Runnables,
  sdks: readonly Sdk[],
  depth: number,
): Chain | undefined {
  const { root } = value;
  if (root.kind !== "module" || !sdks.some((sdk) => sdk.runnables === rules && isInside(root.module, sdk.modules)))
    return undefined;
  const map = requestMap(evaluator, step.call, { program: step.program, frame: step.frame });
  const named = map.kind === "map" ? [...map.entries.values()].map((field) => field.value) : [];
  const given = [0, 1, 2].map((at) => evaluator.argument(step, at)).filter((found) => found !== undefined);
  for (const argument of [...given, ...named]) {
    const chain = chainOf(evaluator, argument, rules, sdks, depth + 1);
    if (chain?.model) return { ...chain, unseen: chain.prompts.length === 0 };
  }
  return undefined;
}

function fromObject(evaluator: Evaluator, step: Step & { kind: "call" }, key: string): Value | undefined {
  const map = requestMap(evaluator, step.call, { program: step.program, frame: step.frame });
  return map.kind === "map" ? map.entries.get(key)?.value : undefined;
}

/** Only models that can be run themselves: an AI SDK model has no `invoke`. */
function isModel(value: ReferenceValue, sdks: readonly Sdk[]): boolean {
  return (
    modelShapeOf(
      value,
      sdks.filter((sdk) => sdk.runnables),
    ) !== undefined
  );
}

function requestOfChain(
  site: CallSite,
  context: EvaluationContext,
  evaluator: Evaluator,
  sdk: Sdk,
  rules: Runnables,
  method: string,
  chain: Chain,
): Request {
  const batch = rules.batches.includes(method);
  const match: Match = {
    sdk,
    shape: {
      paths: [],
      api: rules.api,
      ...(rules.streams.includes(method) ? { stream: true } : {}),
      slots: { ...(batch ? { items: "#0" } : {}) },
    },
    steps: new Map(),
    length: 1,
    by: "module",
  };
  const input = site.call.args[0] && evaluator.evaluate(site.call.args[0].value, context);
  const readings: Request["readings"] = {};
  const put = (key: keyof NonNullable<Request["readings"]>, value: Value | undefined) => {
    if (value) readings[key] = { value } satisfies Reading;
  };
  const object = site.call.callee.kind === "member" ? evaluator.evaluate(site.call.callee.object, context) : undefined;
  const [, second] = site.call.args;
  const here = second && evaluator.evaluate(second.value, context);
  const asked = { ...chain, ...configured(evaluator, here && fieldOf(evaluator, here, "configurable")?.value) };
  put("model", asked.model ?? (object && unknownOf(object)));
  put("outputCap", asked.outputCap);
  put("tools", chain.tools);
  put("schema", chain.schema);
  const { attempts } = chain;
  if (attempts?.kind === "number") put("retries", { ...attempts, min: attempts.min - 1, max: attempts.max - 1 });
  const single = batch && input?.kind === "list" ? input.items[0]?.value : input;
  // a prompt of the library's own asks the question alone, beside what is found
  const own = chain.retrieved !== undefined && chain.prompts.length === 0;
  const question = own && single?.kind === "map" ? [...single.entries.values()][0]?.value : single;
  put("messages", question);
  const found = own ? chain.given?.get(chain.retrieved ?? "") : undefined;
  const brought = found && retrievedBy(evaluator, found);
  return {
    evaluator,
    call: site.call,
    context,
    match,
    map: requestMap(evaluator, site.call, context, -1),
    readings,
    prompts: chain.prompts,
    ...(chain.given ? { given: chain.given } : {}),
    ...(brought ? { brought: [brought] } : {}),
    ...(chain.unseen ? { adds: ["the chain's own prompt"] } : {}),
  };
}

function retrievedBy(evaluator: Evaluator, retriever: Value): Hole {
  const origin = retriever.origin;
  return { ...(searched(evaluator, retriever) ?? { origin, reason: "external call" }), name: "retrieved text" };
}

/** A model that nobody can name is unknown under the name of what is called. */
function unknownOf(value: Value): Value | undefined {
  return value.kind === "reference" || value.kind === "choice" ? value : undefined;
}
