import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Connection } from "vscode-languageserver";
import endpoints from "../../data/count-endpoints.json";
import { asksForText } from "../engine/calls/asks-for-text";
import type { LlmCall } from "../engine/calls/llm-call";
import type { Model } from "../engine/models/catalogue";
import type { AnalysedCall } from "../engine/rules/rule";
import { type CountFormat, countBody, plainMessages } from "../engine/tokens/count-body";
import { requestOfCall } from "../engine/tokens/from-call";
import { fetchText } from "../fetch-prices";
import { writeWhole } from "../write-whole";
import { guard } from "./guard";
import {
  type CallPlace,
  type ExactCount,
  type ExactCountOffer,
  type KeepCountParams,
  methods,
  type SendCountParams,
  type TextsToCount,
} from "./protocol";
import { safeAddress } from "./safe-address";

const limits = { maximumBytes: 64_000, timeoutMs: 15_000 };
/** remembered answers, the newest last */
const most = 2_000;

export interface ExactCountOptions {
  find(place: CallPlace): Promise<AnalysedCall | undefined>;
  /** other base addresses by endpoint, from the settings */
  bases(): Record<string, string>;
  counts: CountStore;
  /** a new answer is stored: figures are worked out again */
  renewed(): Promise<void>;
}

/** Asks a vendor's count endpoint about one call, after the person has seen what goes where and has given a key. */
export function answerExactCounts(connection: Connection, options: ExactCountOptions): void {
  connection.onRequest<ExactCountOffer | null, never>(
    methods.exactCount,
    guard(connection, "exact count", async (place: CallPlace) => {
      const analysed = await options.find(place);
      if (analysed === undefined) return null;
      const texts = textsOf(analysed.call, analysed.model);
      const question = questionOf(analysed.call, analysed.model);
      if ("reason" in question) return { ok: false, reason: question.reason, texts };
      const { endpoint, body, hash } = question;
      const address = addressOf(question, options.bases());
      const bytes = Buffer.byteLength(body);
      return { ok: true, endpoint: endpoint.id, name: endpoint.name, address, hash, bytes, body, texts };
    }),
  );
  connection.onRequest<ExactCount, never>(
    methods.keepCount,
    guard(connection, "keep count", async ({ place, hash, tokens }: KeepCountParams): Promise<ExactCount> => {
      const analysed = await options.find(place);
      if (analysed === undefined || textsOf(analysed.call, analysed.model)?.hash !== hash)
        return failed("the call has changed meanwhile");
      if (!isCount(tokens)) return failed("the answer holds no number of tokens");
      options.counts.put(hash, tokens);
      await options.renewed();
      return { ok: true, tokens };
    }),
  );
  connection.onRequest<ExactCount, never>(
    methods.sendCount,
    guard(connection, "send count", async ({ place, address, hash, key }: SendCountParams): Promise<ExactCount> => {
      const analysed = await options.find(place);
      const question = analysed && questionOf(analysed.call, analysed.model);
      if (question === undefined || "reason" in question || question.hash !== hash)
        return failed("the call has changed meanwhile");
      if (address !== addressOf(question, options.bases())) return failed("the address has changed meanwhile");
      const answer = await ask(question, address, key);
      if (!answer.ok) return answer;
      options.counts.put(hash, answer.tokens);
      await options.renewed();
      return answer;
    }),
  );
}

type Endpoint = Omit<(typeof endpoints)[number], "headers"> & { headers: Record<string, string> };
interface Question {
  endpoint: Endpoint;
  model: string;
  body: string;
  /** of what is sent and to which endpoint: the answer holds as long as it stays the same */
  hash: string;
}

export function questionOf(call: LlmCall, model: Model | undefined): Question | { reason: string } {
  const endpoint = (endpoints as Endpoint[]).find(({ vendor }) => vendor === model?.vendor);
  if (endpoint === undefined || model === undefined)
    return { reason: model ? `${model.vendor} has no count endpoint that is known here` : "its model is not known" };
  if (!asksForText(call) || call.model.ids.length !== 1) return { reason: "it is not one chat request" };
  const id = model.direct ?? model.id;
  const written = countBody(requestOfCall(call, model.vendor), endpoint.id as CountFormat, id);
  if ("missing" in written) return { reason: written.missing };
  const body = JSON.stringify(written.body);
  return { endpoint, model: id, body, hash: hashOf(`${endpoint.id} ${id}`, body) };
}

/** The texts that a language model of the editor can count, where a request is text alone. */
export function textsOf(call: LlmCall, model: Model | undefined): TextsToCount | undefined {
  const id = model?.direct ?? model?.id;
  if (id === undefined || !asksForText(call) || call.model.ids.length !== 1) return undefined;
  const messages = plainMessages(requestOfCall(call, model?.vendor));
  return messages && { model: id, messages, hash: hashOf(`editor ${id}`, JSON.stringify(messages)) };
}

const hashOf = (asked: string, text: string): string => createHash("sha256").update(`${asked}\n${text}`).digest("hex");

function addressOf({ endpoint, model }: Question, bases: Record<string, string>): string {
  const base = (bases[endpoint.id] || endpoint.base).replace(/\/+$/, "");
  return `${base}${endpoint.path.replace("{model}", encodeURIComponent(model))}`;
}

async function ask({ endpoint, body }: Question, address: string, key: string): Promise<ExactCount> {
  const refused = safeAddress(address);
  if (refused !== undefined) return failed(refused);
  // What cannot stand in a header would be quoted in the error.
  if (!/^[\x21-\x7e]{1,1000}$/.test(key)) return { ...failed("the key holds characters that no key has"), key: true };
  const headers = {
    ...endpoint.headers,
    "content-type": "application/json",
    [endpoint.key.header]: `${endpoint.key.prefix}${key}`,
  };
  const answer = await fetchText(address, limits, { method: "POST", headers, body });
  if ("reason" in answer) return { ...failed(answer.reason), key: /answered 40[13]$/.test(answer.reason) };
  const tokens = tokensIn(answer.text, endpoint.answer);
  return tokens === undefined ? failed("the answer holds no number of tokens") : { ok: true, tokens };
}

function tokensIn(text: string, field: string): number | undefined {
  try {
    const tokens = (JSON.parse(text) as Record<string, unknown> | null)?.[field];
    return isCount(tokens) ? tokens : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (tokens: unknown): tokens is number => Number.isSafeInteger(tokens) && (tokens as number) > 0;
const failed = (reason: string) => ({ ok: false as const, reason });

/** Answers that were given, by the hash of their question: numbers alone, no text of a prompt. */
export interface CountStore {
  measured(call: LlmCall, model: Model | undefined): number | undefined;
  put(hash: string, tokens: number): void;
}

/** @param folder where they are kept; undefined: for this process alone */
export function createCountStore(folder: () => string | undefined): CountStore {
  let known: Map<string, number> | undefined;
  const file = () => {
    const place = folder();
    return place && join(place, "counts.json");
  };
  const load = () => {
    known ??= read(file());
    return known;
  };
  return {
    measured(call, model) {
      const counts = load();
      if (counts.size === 0) return undefined;
      // the vendor's own word before that of the editor
      const question = questionOf(call, model);
      const own = "reason" in question ? undefined : counts.get(question.hash);
      return own ?? counts.get(textsOf(call, model)?.hash ?? "");
    },
    put(hash, tokens) {
      const counts = load();
      counts.delete(hash);
      counts.set(hash, tokens);
      for (const old of [...counts.keys()].slice(0, Math.max(0, counts.size - most))) counts.delete(old);
      const path = file();
      if (path !== undefined) write(path, counts);
    },
  };
}

function read(path: string | undefined): Map<string, number> {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(path ?? "", "utf8")) as object);
    return new Map(entries.filter(([hash, tokens]) => /^[0-9a-f]{64}$/.test(hash) && Number.isSafeInteger(tokens)));
  } catch {
    return new Map();
  }
}

/** An answer that cannot be kept is still shown. */
function write(path: string, counts: Map<string, number>): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, JSON.stringify(Object.fromEntries(counts)));
  } catch {}
}
