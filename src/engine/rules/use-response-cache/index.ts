import type { LlmCall } from "../../calls/llm-call";
import { addEntry } from "../../edits/edit-entry";
import type { TextEdit } from "../../edits/text-edit";
import type { Expr, Program } from "../../syntax/program";
import { addArgument, mapOfValue } from "../call-edits";
import { hasHole, isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Rule, RuleContext, RuleFinding } from "../rule";
import { money } from "../write";
import { isCached, isCold, isRunOnce } from "./repeated";

export const rule: Rule = {
  meta: {
    id: "use-response-cache",
    title: "The same question, asked and paid for again",
    what: "A request without anything that changes, at temperature 0, is sent each time its function runs or in each turn of a loop.",
    why: "Its answer is the same as far as the model can make it, and each time it is billed in full.",
    whatToDo: "Keep the answer: in a constant, or in the cache of your framework.",
    severity: "information",
    fixable: "suggestion",
    since: "0.1.0",
    options: {
      hitRate: {
        default: 0,
        description:
          "Per cent of requests that repeat an earlier one, as you measured it. Above 0, requests at temperature 0 that take inputs are reported too",
      },
    },
  },
  check(analysed, context) {
    const { call } = analysed;
    if (!isChat(call) || isTemplate(call) || !isDeterministic(call) || isCached(call)) return [];
    const { hitRate } = context.options;
    if (isConstant(analysed)) return isRunOnce(call) ? [] : [repeated(analysed, context)];
    return hitRate! > 0 && hitRate! <= 100 ? [likely(analysed, hitRate!, context)] : [];
  },
};

/** One answer for one question: temperature 0, no tools, no conversation, one sample. */
function isDeterministic(call: LlmCall): boolean {
  const { options, tools, toolsHole, multiplicity, model } = call;
  return (
    model.status === "known" &&
    isCold(call) &&
    tools.length === 0 &&
    toolsHole === undefined &&
    !multiplicity.historyGrows &&
    (options.n?.max ?? 1) === 1
  );
}

/** Nothing in the request is decided when the program runs. */
function isConstant({ call, count }: AnalysedCall): boolean {
  return (
    call.parts.length > 0 &&
    count.open.length === 0 &&
    call.parts.every(
      (part) =>
        part.times.min === 1 &&
        part.times.max === 1 &&
        part.content.every((it) => it.kind === "text" && !hasHole(it.text)),
    )
  );
}

function repeated(analysed: AnalysedCall, context: RuleContext): RuleFinding {
  const { call, cost } = analysed;
  const inLoop = call.multiplicity.factors.some(({ kind, times }) => kind !== "retry" && times.max !== 1);
  const when = inLoop ? "in each turn of the loop" : "each time this runs";
  const price = cost ? ` (${money(cost.floor)} or more)` : "";
  return {
    message: `This request is the same ${when}, and so is its answer at temperature 0: ask once and keep the answer${price}.`,
    saving: cost && {
      formula: `at least ${money(cost.floor)} for each request after the first`,
      basis: cost.basis,
      overlaps: `${call.id} model`,
    },
    ...cacheFix(call, context),
  };
}

function likely(analysed: AnalysedCall, hitRate: number, context: RuleContext): RuleFinding {
  const { call, cost } = analysed;
  const saved = cost && (cost.floor * BigInt(Math.round(hitRate * 100))) / 10_000n;
  return {
    message: `${hitRate} % of requests repeat an earlier one, as you say, and this one is deterministic: a cache of answers saves that share${saved ? `, ${money(saved)} a call or more` : ""}.`,
    saving:
      saved === undefined
        ? undefined
        : {
            perCall: saved,
            formula: `${hitRate} % × ${money(cost!.floor)} = ${money(saved)}, without the answer`,
            basis: "assumed",
            overlaps: `${call.id} model`,
          },
    ...cacheFix(call, context),
  };
}

/** Where the framework has a cache that one argument switches on. */
function cacheFix(call: LlmCall, { source }: RuleContext): Pick<RuleFinding, "fixes" | "disabled"> {
  const title = "Cache answers (a repeated question gets the same answer)";
  if (call.sdk === "litellm") {
    const edits = setsLiteLlmCache(call) ? addArgument(call, "caching", true) : undefined;
    if (edits) return { fixes: [{ title, safety: "suggestion", edits }] };
    return { fixes: [], disabled: "LiteLLM caches once litellm.cache is set: set it, then pass caching=True here." };
  }
  if (call.sdk === "langchain") {
    const edits = cacheOfModel(call, source);
    if (edits) return { fixes: [{ title, safety: "suggestion", edits }] };
    return {
      fixes: [],
      disabled: "LangChain caches once a cache is set for its models, for example with set_llm_cache.",
    };
  }
  return {
    fixes: [],
    disabled: "Where the answer is kept is yours to choose: a constant, a memoized function, a cache.",
  };
}

function setsLiteLlmCache({ call }: LlmCall): boolean {
  return call!.program.body.some((statement) => {
    if (statement.kind === "assign") return statement.target.kind === "member" && statement.target.property === "cache";
    return statement.kind === "expression" && isCallOf(statement.value, "enable_cache");
  });
}

function isCallOf(expression: Expr, name: string): boolean {
  if (expression.kind !== "call") return false;
  const { callee } = expression;
  return (callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : undefined) === name;
}

/** `new ChatOpenAI({ model: "…", cache: true })`; in Python a global cache must be set as well. */
function cacheOfModel(call: LlmCall, source: RuleContext["source"]): TextEdit[] | undefined {
  const [origin] = call.model.sources;
  const program: Program | undefined = origin && source(origin.path);
  if (!program || program.language === "python") return undefined;
  const options = mapOfValue(program, origin!);
  return options && addEntry(program, options, "cache", true);
}
