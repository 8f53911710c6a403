import type { LlmCall } from "../../calls/llm-call";
import { requestText } from "../request-text";
import type { AnalysedCall, RuleContext } from "../rule";

/** Where the request of a call is written, and every call that is sent from there. */
export interface WrittenRequest {
  call: LlmCall;
  senders: readonly AnalysedCall[];
}

/** The call itself, or the one inside of the function that it calls. */
export function whereWritten(analysed: AnalysedCall, { calls }: RuleContext): WrittenRequest | undefined {
  const { call } = analysed;
  if (call.kind === "call") return { call, senders: [analysed] };
  const inner = call.through?.inner;
  const isInner = ({ path, anchor }: LlmCall) => path === inner?.path && anchor.start === inner.start;
  const written = calls().find(({ call: other }) => other.kind === "call" && isInner(other))?.call;
  const senders = calls().filter(({ call: other }) => {
    const at = other.through?.inner;
    return at?.path === inner?.path && at?.start === inner?.start && (other.calledFrom?.length ?? 0) === 0;
  });
  return written && !written.callersCut ? { call: written, senders } : undefined;
}

/**
 * A mark is right for every sender: each has instructions of its own that are known (an empty block is rejected), and they are
 * either the same each time or too short to be cached at all.
 */
export function suitsAll(
  { senders }: WrittenRequest,
  minimum: number,
  isFixed: (sender: AnalysedCall) => boolean,
): boolean {
  return senders.every((sender) => {
    const { call, count } = sender;
    const hasText = requestText(call, ["system", "developer"]).text.trim() !== "";
    return hasText && (isFixed(sender) || (count.bounded?.high ?? Number.POSITIVE_INFINITY) < minimum);
  });
}
