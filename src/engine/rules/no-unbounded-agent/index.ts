import { addsToMessages, countsSomething, isEndless, loopsOf, readsInput } from "../loops";
import { isChat, isTemplate } from "../request-text";
import type { Rule } from "../rule";

export const rule: Rule = {
  meta: {
    id: "no-unbounded-agent",
    title: "An agent that nothing stops",
    what: "A loop without an end calls a model with tools and feeds the results back, until the model itself has enough.",
    why: "A model that keeps calling tools keeps the meter running, each step dearer than the one before.",
    whatToDo: "Count the steps and leave the loop at a limit.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
  },
  check({ call }) {
    if (!isChat(call) || isTemplate(call) || (call.tools.length === 0 && !call.toolsHole)) return [];
    const loops = loopsOf(call);
    const innermost = loops.at(-1);
    if (!innermost || !isEndless(innermost) || !addsToMessages(innermost, call)) return [];
    if (readsInput(innermost) || loops.some(countsSomething)) return [];
    return [
      {
        message:
          "Nothing but the model ends this loop of tool calls, and each step sends all earlier ones again: count the steps and stop at a limit.",
        fixes: [],
        disabled: "How many steps the work needs is yours to choose.",
      },
    ];
  },
};
