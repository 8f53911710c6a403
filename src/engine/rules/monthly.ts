import type { PicoUsd } from "../costs/cost";
import type { BilledCall } from "./rule";

/** What a call costs in a month: one figure where its sizes were written down, else from the floor to the output cap. */
export interface Monthly {
  from: PicoUsd;
  /** undefined when nothing caps the answer */
  to?: PicoUsd;
}

/** Undefined without a volume: a monthly figure is never made from a default. Volume × the cost of one request. */
export function monthlyOf({ cost, usage }: BilledCall): Monthly | undefined {
  if (cost === undefined || usage?.callsPerMonth === undefined) return undefined;
  const { callsPerMonth } = usage;
  if (cost.likely !== undefined)
    return { from: times(cost.likely, callsPerMonth), to: times(cost.likely, callsPerMonth) };
  const to = cost.withCap === undefined ? undefined : times(cost.withCap, callsPerMonth);
  return { from: times(cost.floor, callsPerMonth), to };
}

/** An amount of one request for the requests of a month; undefined without a volume. */
export function requestsOf({ usage }: BilledCall, amount: PicoUsd): PicoUsd | undefined {
  return usage?.callsPerMonth === undefined ? undefined : times(amount, usage.callsPerMonth);
}

/** Thousandths of a request are kept, so that a rare job is not rounded away. */
function times(amount: PicoUsd, requests: number): PicoUsd {
  return (amount * BigInt(Math.round(requests * 1_000))) / 1_000n;
}
