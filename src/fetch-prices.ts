import type { CatalogueFile } from "./engine/models/load";
import { type PriceChange, parseAnswer, refreshCatalogue } from "./engine/models/refresh";

export interface FetchLimits {
  maximumBytes: number;
  /** for the whole answer */
  timeoutMs: number;
}

/**
 * Fetches text from an address. Redirects are not followed, more bytes or time than allowed end it, and every failure is
 * a reason in words; nothing throws.
 */
export async function fetchText(
  address: string,
  limits: FetchLimits,
  request: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ text: string } | { reason: string }> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), limits.timeoutMs);
  try {
    const headers = { accept: "application/json", ...request.headers };
    const answer = await fetch(address, { ...request, redirect: "error", signal: end.signal, headers });
    if (!answer.ok) return { reason: `the server answered ${answer.status}` };
    return await readBounded(answer, limits.maximumBytes);
  } catch (error) {
    if (end.signal.aborted)
      return { reason: `no complete answer within ${Math.round(limits.timeoutMs / 1000)} seconds` };
    return { reason: `not reached: ${causeOf(error)}` };
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}

async function readBounded(answer: Response, maximumBytes: number): Promise<{ text: string } | { reason: string }> {
  const tooLarge = { reason: `the answer is larger than ${maximumBytes} bytes` };
  if (Number(answer.headers.get("content-length") ?? 0) > maximumBytes) return tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > maximumBytes) return tooLarge;
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString("utf8") };
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message.slice(0, 200) : "unknown error";
}

export type PriceUpdate =
  | { ok: true; file: CatalogueFile; changes: PriceChange[]; refused: PriceChange[]; held: number; problems: string[] }
  | { ok: false; reason: string; problems: string[] };

/**
 * Fetches the price list that the catalogue names and joins it in. The caller names the address to the person first, and
 * keeps the old file unless the answer is good.
 */
export async function updatePrices(
  current: CatalogueFile,
  today: string,
  limits: { address?: string; timeoutMs?: number } = {},
): Promise<PriceUpdate> {
  const { maximumBytes } = current.refresh;
  const fetched = await fetchText(limits.address ?? current.refresh.address, {
    maximumBytes,
    timeoutMs: limits.timeoutMs ?? 20_000,
  });
  if ("reason" in fetched) return { ok: false, reason: fetched.reason, problems: [] };
  const parsed = parseAnswer(fetched.text, maximumBytes);
  if ("reason" in parsed) return { ok: false, reason: parsed.reason, problems: [] };
  return refreshCatalogue(current, parsed.answer, today);
}
