import type { CallStep, EvaluationContext, Value } from "../values/value";
import { calleeOf, isInside } from "./callee";
import { fitClient } from "./match";
import { type ModelReading, providerOfUrl } from "./model-slot";
import { type Request, readSlot, requestMap } from "./slots";

/** Whose price list a request falls under; undefined when the base URL is not known. */
export function providerOf(request: Request, model: ModelReading): string | undefined {
  if (model.provider) return model.provider;
  if (model.foreign) return undefined;
  const { client, shape, sdk } = request.match;
  if (shape.provider) return shape.provider;
  if (!client && request.match.by === "tail") return request.match.imported ? sdk.clients?.[0]?.provider : undefined;
  if (!client) return providerOfModule(request);
  const own = providerOfClient(request, client.shape, client.step, 0);
  const others = request.otherClients?.map((other) => providerOfClient(request, other.shape, other.step, 0)) ?? [];
  return others.every((other) => other === own) ? own : undefined;
}

function providerOfModule({ match }: Request): string | undefined {
  for (const [module, provider] of Object.entries(match.sdk.providers ?? {}))
    if (isInside(match.module ?? "", [module])) return provider;
  return undefined;
}

function providerOfClient(
  request: Request,
  shape: NonNullable<Request["match"]["client"]>["shape"],
  step: CallStep | undefined,
  depth: number,
): string | undefined {
  if (!step || depth > 3) return shape.provider;
  const inside = requestOfClient(request, step);
  const base = readSlot(inside, shape.baseUrl);
  if (base) return providerOfUrl(request.evaluator, base.value);
  const on = shape.switch && readSlot(inside, shape.switch.slot)?.value;
  if (shape.switch && on && !(on.kind === "boolean" && !on.value)) return shape.switch.provider;
  const wrapped = readSlot(inside, shape.wraps);
  return wrapped ? providerOfWrapped(request, wrapped.value, depth) : shape.provider;
}

/** The call that makes a client, to be read as a request is. */
export function requestOfClient(request: Request, step: CallStep): Request {
  const context: EvaluationContext = { program: step.program, frame: step.frame };
  return { ...request, call: step.call, context, map: requestMap(request.evaluator, step.call, context) };
}

function providerOfWrapped(request: Request, value: Value, depth: number): string | undefined {
  if (value.kind !== "reference") return undefined;
  const inner = fitClient(calleeOf(value), request.sdks ?? [request.match.sdk]);
  return inner && providerOfClient(request, inner.shape, inner.step, depth + 1);
}
