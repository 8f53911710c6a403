import { isEndless, loopsOf, readsInput } from "../loops";
import { isChat, isTemplate } from "../request-text";
import type { Rule } from "../rule";

/** A number of steps or an amount of money that the loop compares something with. */
const bounded =
  /(?:max|limit|budget|steps?|turns?|iterations?|rounds?|attempts?|retries|count(?:er)?|depth|tries|deadline|timeout|elapsed|cost|spent)\w*\s*(?:[<>]=?|={2,3}|!={1,2})|(?:[<>]=?|={2,3})\s*(?:self\.|this\.)?\w*(?:max|limit|budget|deadline)/i;

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
    if (!innermost || !isEndless(innermost) || !feedsBack(innermost.code)) return [];
    if (readsInput(innermost) || loops.some(({ code }) => bounded.test(code))) return [];
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

/** The results of tools go back into the conversation. */
function feedsBack(code: string): boolean {
  return (
    /tool_call|toolCall|tool_use|function_call|tool_result|toolResult/.test(code) &&
    /\.(?:push|append|extend)\(|\+=|concat\(/.test(code)
  );
}
