import { functionsAround } from "../enclosing";
import { addsToMessages, countsSomething, endsByAnswer, infiniteLimit, isEndless, loopsOf, readsInput } from "../loops";
import { isChat } from "../request-text";
import type { Rule } from "../rule";

export const rule: Rule = {
  meta: {
    id: "no-unbounded-agent",
    title: "An agent that nothing stops",
    what: "A loop without an end, or whose limit is infinite unless a caller says otherwise, calls a model with tools and feeds the results back, until the model itself has enough.",
    why: "A model that keeps calling tools keeps the meter running, each step dearer than the one before.",
    whatToDo: "Count the steps and leave the loop at a limit.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
  },
  check({ call }, { source }) {
    // the loop stands in one place, whoever calls the function around it
    if (!isChat(call) || (call.tools.length === 0 && !call.toolsHole)) return [];
    const program = source(call.path);
    const loops = loopsOf(call, program);
    const innermost = loops.at(-1);
    if (!innermost || !addsToMessages(innermost, call, program) || readsInput(innermost)) return [];
    const limit = infiniteLimit(innermost, functionsAround(call, program));
    const isOpen = limit !== undefined || isEndless(innermost) || endsByAnswer(innermost);
    if (!isOpen || loops.some((loop) => countsSomething(loop, limit))) return [];
    const what =
      limit === undefined ? "Nothing but the model ends" : `Unless \`${limit}\` is given, nothing but the model ends`;
    const advice = limit === undefined ? "count the steps and stop at a limit" : "give it a finite default";
    return [
      {
        message: `${what} this loop of tool calls, and each step sends all earlier ones again: ${advice}.`,
        fixes: [],
        disabled: "How many steps the work needs is yours to choose.",
      },
    ];
  },
};
