import type { LlmCall } from "../../calls/llm-call";
import { replaceString } from "../../edits/edit-string";
import { isChat, isTemplate } from "../request-text";
import type { Fix, Rule, RuleContext } from "../rule";
import { simpleTask } from "../use-cheaper-model/simple-task";

export const rule: Rule = {
  meta: {
    id: "no-excess-reasoning",
    title: "Hard thinking about a simple question",
    what: "A request asks for a short answer to a simple task, and for high reasoning effort.",
    why: "The model's hidden reasoning is billed as output, and a short answer to a simple question hardly gains by it.",
    whatToDo: "Lower the effort and compare the answers on your own inputs.",
    severity: "information",
    fixable: "suggestion",
    since: "0.1.0",
    options: {
      outputCap: { default: 300, description: "Output tokens up to which an answer counts as short" },
      promptChars: {
        default: 6_000,
        description: "Characters of fixed prompt above which a task does not count as simple",
      },
    },
  },
  check({ call }, context) {
    const effort = call.options.effort;
    if (!isChat(call) || isTemplate(call) || effort === undefined || !/^(?:high|xhigh|max)$/.test(effort)) return [];
    const { outputCap, promptChars } = context.options;
    const plain: LlmCall = { ...call, options: { ...call.options, effort: undefined } };
    const task = simpleTask(plain, { outputCap: outputCap!, promptChars: promptChars! });
    if (!task) return [];
    const fix = lowerEffort(call, context);
    return [
      {
        message: `This asks for ${task} with ${effort} reasoning effort, and hidden reasoning is billed as output: try low effort and compare the answers.`,
        fixes: fix ? [fix] : [],
        disabled: fix ? undefined : "The effort is not written at the call.",
      },
    ];
  },
};

function lowerEffort(call: LlmCall, context: RuleContext): Fix | undefined {
  const site = call.sites.effort;
  const source = site && context.source(site.path);
  const edit = source && replaceString(source, site.value, "low");
  return edit && { title: "Use low effort (answers may change)", safety: "suggestion", edits: [edit] };
}
