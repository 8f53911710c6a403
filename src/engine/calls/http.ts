import type { Endpoint, Sdk, Sender } from "../sdks/sdk";
import type { CallSite } from "../syntax/call-sites";
import type { Evaluator } from "../values/evaluator";
import type { EvaluationContext, Value } from "../values/value";
import { writtenNames } from "./callee";
import type { Match } from "./match";
import { providerOfHost, requestInside } from "./model-slot";
import { asMap, fieldOf, jsonArgument, type Request, readSlot, requestMap } from "./slots";

/** A request sent without an SDK: its URL ends like one of the known endpoints. */
export function recogniseHttp(
  site: CallSite,
  context: EvaluationContext,
  evaluator: Evaluator,
  sdks: readonly Sdk[],
): Request | undefined {
  const last = writtenNames(site.call.callee).at(-1) ?? "";
  for (const sdk of sdks) {
    const sender = sdk.http?.senders.find(({ names }) => names.includes(last));
    if (sender) return read(site, context, evaluator, sdk, sender);
  }
  return undefined;
}

/** The request of an HTTP call in another context, as a wrapper's caller needs it. */
export function rereadHttp(
  site: CallSite,
  context: EvaluationContext,
  evaluator: Evaluator,
  match: Match,
): Request | undefined {
  return recogniseHttp(site, context, evaluator, [match.sdk]);
}

function read(
  site: CallSite,
  context: EvaluationContext,
  evaluator: Evaluator,
  sdk: Sdk,
  sender: Sender,
): Request | undefined {
  const { call } = site;
  if (!mentionsUrl(site)) return undefined;
  const match: Match = { sdk, shape: { paths: [], api: "", slots: {} }, steps: new Map(), length: 1, by: "module" };
  const outer: Request = { evaluator, call, context, match, map: requestMap(evaluator, call, context, -1) };
  const places = typeof sender.url === "string" ? [sender.url] : sender.url;
  for (const place of places) {
    const written = readSlot(outer, place)?.value;
    if (!written) continue;
    for (const path of urlsOf(evaluator, written)) {
      const url = withBase(outer, path, sdk);
      const endpoint = endpointOf(url, sdk);
      if (!endpoint) continue;
      const inside = requestFor(outer, url, endpoint, sender);
      if (inside) return inside;
    }
  }
  return undefined;
}

/** A path alone, with the base URL that its sender was made with: `axios.create({ baseURL })`, `httpx.Client(base_url=…)`. */
function withBase(outer: Request, path: string, sdk: Sdk): string {
  const { callee } = outer.call;
  if (callee.kind !== "member" || /^\w+:|^\0/.test(path) || !sdk.http?.baseUrl) return path;
  const sender = outer.evaluator.evaluate(callee.object, outer.context);
  const base =
    sender.kind === "reference" ? readSlot(requestInside(outer, sender), sdk.http.baseUrl)?.value : undefined;
  const [start] = base ? urlsOf(outer.evaluator, base) : [];
  return start === undefined ? path : `${start.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
}

/** A route is declared with a decorator or has a handler, and is not a request. */
function mentionsUrl(site: CallSite): boolean {
  const { args } = site.call;
  return args.length > 0 && !args.some((argument) => argument.value.kind === "function");
}

/** URLs as text, with a NUL for what is not known. */
function urlsOf(evaluator: Evaluator, value: Value): string[] {
  const options = value.kind === "choice" ? value.options : [value];
  return options
    .filter((option) => option.kind !== "none" && option.kind !== "map" && option.kind !== "list")
    .map((option) =>
      evaluator
        .text(option)
        .pieces.map((piece) => (piece.kind === "known" ? piece.text : "\0"))
        .join(""),
    );
}

function endpointOf(url: string, sdk: Sdk): Endpoint | undefined {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  // the application's own route
  if (path.startsWith("/")) return undefined;
  return sdk.http?.endpoints.find((endpoint) => path.endsWith(endpoint.path));
}

function requestFor(outer: Request, url: string, endpoint: Endpoint, sender: Sender): Request | undefined {
  const { evaluator, match } = outer;
  const body = readSlot(outer, sender.body)?.value;
  const map = body && asMap(evaluator, body);
  const provider = providerOfHost(url);
  const { path: _, modelAfter, has: __, ...shape } = endpoint;
  // with neither a known host nor a body that reads like a request it may be any service's route
  const keys = map ? [...map.entries.keys()] : [];
  const speaks = keys.some((key) => endpoint.has.includes(key));
  if (!body || (!speaks && provider === undefined && map?.open === undefined)) return undefined;
  const full: Match = {
    ...match,
    shape: { paths: [], ...shape, ...(provider ? { provider } : {}) },
  };
  const request: Request = { ...outer, match: full, map: map ?? jsonArgument(evaluator, body) ?? body };
  const inUrl = modelAfter ? modelOfUrl(url, modelAfter, endpoint.path) : undefined;
  if (inUrl !== undefined && !(map && fieldOf(evaluator, map, "model"))) request.urlModel = inUrl;
  return request;
}

/** `…/models/gemini-2.5-flash:generateContent`, `…/deployments/mine/chat/completions`. */
function modelOfUrl(url: string, after: string, before: string): string | undefined {
  const start = url.indexOf(after);
  const end = url.indexOf(before, start + after.length);
  if (start < 0 || end < 0) return undefined;
  return url.slice(start + after.length, end);
}
