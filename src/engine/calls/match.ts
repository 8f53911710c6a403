import type { CallShape, ClientShape, Sdk } from "../sdks/sdk";
import type { CallStep } from "../values/value";
import { type Callee, isInside, type Token } from "./callee";

/** A call path of the SDK data, taken apart once. */
export interface Pattern {
  sdk: Sdk;
  shape: CallShape;
  /** the last segment first */
  reversed: { name: string; called: boolean }[];
  onClient: boolean;
}
export interface Match {
  sdk: Sdk;
  shape: CallShape;
  client?: { shape: ClientShape; step?: CallStep };
  /** the call steps in the callee, by the name that was called */
  steps: Map<string, CallStep>;
  /** the imported module, when that is known */
  module?: string;
  /** how many names its path has, the client's left out */
  length: number;
  /** the file imports the SDK, though the client cannot be followed to it */
  imported?: boolean;
  /** "module": what is called is known by its import; "tail": only its last names are */
  by: "module" | "tail";
}
export type Patterns = Map<string, Pattern[]>;

const made = new WeakMap<readonly Sdk[], Patterns>();

/** All call paths by their last name. */
export function patternsOf(sdks: readonly Sdk[]): Patterns {
  const known = made.get(sdks);
  if (known) return known;
  const patterns: Patterns = new Map();
  made.set(sdks, patterns);
  for (const sdk of sdks) {
    const like = sdk.like ? sdks.find((other) => other.name === sdk.like) : undefined;
    const full: Sdk = like ? { ...sdk, transparent: [...(like.transparent ?? []), ...(sdk.transparent ?? [])] } : sdk;
    for (const shape of [...sdk.calls, ...(like?.calls ?? [])])
      for (const path of shape.paths) {
        const segments = path
          .replace("()()", "()")
          .split(".")
          .map((segment) => ({ name: segment.replace("()", ""), called: segment.endsWith("()") }));
        const onClient = segments[0]?.name === "client";
        if (onClient) segments.shift();
        const reversed = segments.reverse();
        const last = reversed[0]?.called ? "()" : (reversed[0]?.name ?? "");
        const list = patterns.get(last) ?? [];
        list.push({ sdk: full, shape, reversed, onClient });
        patterns.set(last, list);
      }
  }
  return patterns;
}

/** The patterns that a callee fits, those known by import only. */
export function matchModule(callee: Callee, patterns: Patterns): Match | undefined {
  if (callee.module === undefined) return undefined;
  const last = callee.tokens.at(-1);
  const key = last && "call" in last ? "()" : (last?.name ?? "");
  for (const pattern of patterns.get(key) ?? []) {
    const match = fit(callee, pattern);
    if (match) return match;
  }
  return undefined;
}

function fit(callee: Callee, pattern: Pattern): Match | undefined {
  const origin = moduleOf(callee, pattern);
  if (!origin) return undefined;
  const steps = new Map<string, CallStep>();
  const tokens = dropTransparent(origin.tokens, pattern.sdk.transparent ?? []);
  let at = tokens.length - 1;
  for (const segment of pattern.reversed) {
    if (segment.called) {
      const call = tokens[at--];
      if (!call || !("call" in call)) return undefined;
      steps.set(segment.name, call.call);
    }
    const token = tokens[at--];
    if (!token || !("name" in token) || token.name !== segment.name) return undefined;
  }
  const rest = tokens.slice(0, at + 1);
  if (!pattern.onClient)
    return rest.length === 0
      ? {
          sdk: pattern.sdk,
          shape: pattern.shape,
          steps,
          length: pattern.reversed.length,
          module: origin.module,
          by: "module",
        }
      : undefined;
  for (const shape of pattern.sdk.clients ?? []) {
    if (!isInside(origin.module, shape.modules ?? pattern.sdk.modules)) continue;
    const made = clientMade(rest, shape);
    if (!made) continue;
    if (made.step) steps.set("client", made.step);
    return {
      sdk: pattern.sdk,
      shape: pattern.shape,
      client: { shape, step: made.step },
      steps,
      length: pattern.reversed.length,
      by: "module",
    };
  }
  return undefined;
}

/** The module that the SDK knows: members of a parent package (`google` + `genai`) move into the module's name. */
function moduleOf(callee: Callee, pattern: Pattern): { module: string; tokens: Token[] } | undefined {
  let module = callee.module ?? "";
  let tokens = callee.tokens;
  const known = [
    ...pattern.sdk.modules,
    ...(pattern.onClient ? (pattern.sdk.clients ?? []).flatMap((c) => c.modules ?? []) : []),
  ];
  for (;;) {
    if (isInside(module, known)) return { module, tokens };
    const [first] = tokens;
    if (!first || !("name" in first)) return undefined;
    const longer = `${module}.${first.name}`;
    if (!known.some((own) => own === longer || own.startsWith(`${longer}.`))) return undefined;
    module = longer;
    tokens = tokens.slice(1);
  }
}

/** The client that a reference is, if it is one of an SDK. */
export function fitClient(callee: Callee, sdks: readonly Sdk[]): { shape: ClientShape; step?: CallStep } | undefined {
  for (const sdk of sdks) {
    const pattern: Pattern = { sdk, shape: { paths: [], api: "", slots: {} }, reversed: [], onClient: true };
    const match = callee.module === undefined ? undefined : fit(callee, pattern);
    if (match?.client) return match.client;
  }
  return undefined;
}

function dropTransparent(tokens: readonly Token[], transparent: readonly string[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1];
    if ("name" in token) {
      if (transparent.includes(token.name)) continue;
      if (next && "call" in next && transparent.includes(`${token.name}()`)) {
        at++;
        continue;
      }
    }
    kept.push(token);
  }
  return kept;
}

function clientMade(rest: readonly Token[], shape: ClientShape): { step?: CallStep } | undefined {
  const last = rest.at(-1);
  if (shape.names.includes("*")) return {};
  const names = rest.filter((token) => "name" in token).map((token) => token.name);
  const written = names.join(".");
  // what a submodule is called says nothing: `openai.resources.OpenAI`
  const accepted = shape.names.includes(written) || (names.length > 1 && shape.names.includes(names.at(-1) ?? ""));
  if (last && "call" in last) {
    // `require("openai")` has no member: the module itself is the class
    if (accepted || (written === "" && shape.names.includes("default"))) return { step: last.call };
    return undefined;
  }
  if (rest.length === 0 && shape.names.includes("")) return {};
  if (rest.length === 1 && written === "default" && shape.names.includes("")) return {};
  return undefined;
}

/** A name in a callee, or "()" for a call, with the step that made it where that is known. */
export interface Written {
  name: string;
  step?: CallStep;
}

/**
 * The patterns whose path ends the names as written (`self.client.chat.completions.create`), with the client unknown. The caller
 * decides by imports and by the shape of the request. A class that is `constructed` may come from anywhere.
 */
export function matchTail(names: readonly Written[], patterns: Patterns, constructed: boolean): Match[] {
  const found: Match[] = [];
  for (const pattern of patterns.get(names.at(-1)?.name ?? "") ?? []) {
    const transparent = pattern.sdk.transparent ?? [];
    const plain = names.filter(({ name }, at) => at === names.length - 1 || !transparent.includes(name));
    const steps = new Map<string, CallStep>();
    let at = plain.length - 1;
    const fits = pattern.reversed.every((segment) => {
      const call = segment.called ? plain[at--] : undefined;
      if (call?.step) steps.set(segment.name, call.step);
      return (!segment.called || call?.name === "()") && plain[at--]?.name === segment.name;
    });
    // something must stand before a client's path; a module's function must stand on the module's own name
    const before = plain.slice(0, at + 1);
    const own = before.length === 1 ? pattern.sdk.modules.includes(before[0]?.name ?? "") : constructed && at < 0;
    if (!fits || (pattern.onClient ? before.length === 0 : !own)) continue;
    const length = plain.length - before.length;
    found.push({ sdk: pattern.sdk, shape: pattern.shape, steps, length, by: "tail" });
  }
  return found;
}
