import { isEndless, loopsOf, shortensHistory } from "../loops";
import { isChat, isTemplate } from "../request-text";
import type { Rule } from "../rule";

export const rule: Rule = {
  meta: {
    id: "no-growing-history",
    title: "A conversation that is sent again and again, and never shortened",
    what: "A loop without an end appends to the messages and sends all of them with each turn.",
    why: "Each turn pays for all turns before it, so the bill grows with the square of the conversation's length.",
    whatToDo:
      "Keep a window of the last turns, or replace old ones by a summary; a cache breakpoint on the history softens it.",
    severity: "information",
    fixable: "none",
    since: "0.1.0",
  },
  check({ call }) {
    if (!isChat(call) || isTemplate(call) || !call.multiplicity.historyGrows || call.caching.automatic) return [];
    // a loop of tool calls needs its own earlier steps
    if (call.tools.length > 0 || call.toolsHole) return [];
    const loop = loopsOf(call).find((candidate) => isEndless(candidate));
    if (!loop || shortensHistory(loop) || call.caching.marks.length > 0) return [];
    return [
      {
        message:
          "Every turn sends all earlier ones again, so 20 turns are billed like about 210 single ones: keep a window of the last turns or a summary of the old ones.",
        saving: {
          formula:
            "n turns send 1 + 2 + … + n = n × (n + 1) / 2 turns' worth of history; with a window of w turns at most n × w",
          basis: "exact",
          overlaps: `${call.id} input`,
        },
        fixes: [],
        disabled: "What of a conversation may be forgotten is yours to choose.",
      },
    ];
  },
};
