import type { Configuration } from "../configuration";
import { moneyIn } from "../costs/money";
import type { FileNote } from "../session";
import type { Span } from "../syntax/program";
import { rules as allRules } from "./index";
import { rule as unusedSilence } from "./no-unused-silence/index";
import type { AnalysedCall, Finding, Rule, RuleContext, RuleFinding, Severity } from "./rule";
import { severityIn } from "./severity";
import { inSoundPlaces } from "./sound-places";
import { commentRange, type Silence, silencesOf } from "./silences";
import { written } from "./write";

export interface CheckContext extends Omit<RuleContext, "day" | "options" | "budgets" | "candidates" | "includeTests"> {
  configuration: Configuration;
  /** the file that is being checked: its comments hold the silences, and the unused ones among them are reported */
  path: string;
  /** that path within its workspace folder, which the patterns of the configuration are for */
  relative: string;
  /** told when a rule threw: it costs that rule's findings for that call only */
  note?(note: FileNote): void;
  /** every rule of the product when left out */
  rules?: readonly Rule[];
}

/** Runs the rules over one file's calls with their figures. Findings are sorted by path, position and rule. */
export function checkCalls(calls: readonly AnalysedCall[], context: CheckContext): Finding[] {
  const findings: Finding[] = [];
  const checked = calls.filter((call) => isChecked(call, context));
  for (const rule of context.rules ?? allRules) {
    const severity = severityOf(rule, context);
    if (severity === "off") continue;
    const ruleContext = contextOf(rule, context);
    for (const call of checked) findings.push(...checkCall(rule, call, severity, ruleContext, context));
    findings.push(...checkFile(rule, severity, context));
  }
  const found = applySilences(distinct(findings), calls, context);
  return found.map((finding) => inSoundPlaces(finding, context.source)).sort(compareFindings);
}

/** A number that is not part of a name, with what says how sure it is. */
const figure = /(?<![\w#.-])[≈~]?\d[\d.,]*/g;

/**
 * Several calls may go through one place (a wrapper, a constant), and one call to several vendors: what is said there is said
 * once, with the figures of the first.
 */
export function distinct<Found extends Pick<Finding, "rule" | "range" | "message">>(
  findings: readonly Found[],
): Found[] {
  const seen = new Map<string, Found>();
  for (const finding of findings) {
    const { path, start, end } = finding.range;
    const key = JSON.stringify([finding.rule, path, start, end, finding.message.replace(figure, "#")]);
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

function contextOf(rule: Rule, context: CheckContext): RuleContext {
  const options: Record<string, number> = {};
  for (const [name, option] of Object.entries(rule.meta.options ?? {})) {
    options[name] = context.configuration.ruleOptions[rule.meta.id]?.[name] ?? option.default;
  }
  const { budgets, candidates, includeTests } = context.configuration;
  return { ...context, day: context.catalogue.day, options, budgets, candidates, includeTests };
}

function checkCall(
  rule: Rule,
  call: AnalysedCall,
  severity: Severity,
  ruleContext: RuleContext,
  context: CheckContext,
): Finding[] {
  try {
    return rule.check(call, ruleContext).map((found) => complete(rule, call, inCurrency(found, context), severity));
  } catch (error) {
    const reason = `rule ${rule.meta.id} failed: ${error instanceof Error ? error.message : String(error)}`;
    context.note?.({ path: call.call.path, reason, start: call.call.anchor.start });
    return [];
  }
}

function checkFile(rule: Rule, severity: Severity, context: CheckContext): Finding[] {
  const source = rule.checkFile && context.source(context.path);
  if (!source) return [];
  const found = rule.checkFile!(source);
  return found.map((finding) => ({
    ...inCurrency(finding, context),
    rule: rule.meta.id,
    severity,
    range: finding.range!,
    callId: "",
  }));
}

function severityOf(rule: Rule, { relative, configuration }: CheckContext): Severity | "off" {
  return severityIn(rule, relative, configuration);
}

function complete(rule: Rule, { call }: AnalysedCall, found: RuleFinding, severity: Severity): Finding {
  return {
    ...found,
    rule: rule.meta.id,
    severity,
    range: found.range ?? { path: call.path, start: call.anchor.start, end: call.anchor.end },
    callId: call.id,
  };
}

/** The texts of a finding, with amounts as their reader writes them. */
function inCurrency(found: RuleFinding, { configuration }: CheckContext): RuleFinding {
  const money = moneyIn(configuration.pricing?.currency);
  const text = (marked: string) => written(marked, money);
  return {
    ...found,
    message: text(found.message),
    saving: found.saving && { ...found.saving, formula: text(found.saving.formula) },
    fixes: found.fixes.map((fix) => ({ ...fix, title: text(fix.title) })),
    disabled: found.disabled === undefined ? undefined : text(found.disabled),
  };
}

function compareFindings(a: Finding, b: Finding): number {
  const path = a.range.path < b.range.path ? -1 : a.range.path > b.range.path ? 1 : 0;
  const rule = a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;
  return path || a.range.start - b.range.start || rule || a.range.end - b.range.end;
}

/** Drops what a comment silences, and reports the comments that silence nothing. */
function applySilences(findings: Finding[], calls: readonly AnalysedCall[], context: CheckContext): Finding[] {
  const ranges = new Map(calls.map(({ call }) => [call.id, call.range]));
  const silences = new Map<string, Silence[]>();
  for (const path of new Set([context.path, ...findings.map((finding) => finding.range.path)])) {
    const source = context.source(path);
    silences.set(path, source ? silencesOf(source) : []);
  }
  const used = new Set<Silence>();
  const left = findings.filter((finding) => {
    const here = silences.get(finding.range.path)!;
    const hits = here.filter((silence) => isSilenced(finding, ranges.get(finding.callId), silence));
    for (const hit of hits) used.add(hit);
    return hits.length === 0;
  });
  const { path } = context;
  const source = context.source(path);
  const severity = severityOf(unusedSilence, context);
  if (!source || severity === "off") return left;
  if (calls.some((call) => !isChecked(call, context))) return left;
  const unused = silences.get(path)!.filter((silence) => !used.has(silence) && canSilence(silence, context));
  return [...left, ...unused.map((silence) => unusedFinding(source.text, silence, severity, path))];
}

/** Tests are left alone unless they are asked for. */
function isChecked({ call }: AnalysedCall, { configuration }: CheckContext): boolean {
  return call.scope !== "test" || configuration.includeTests;
}

/** False for a silence of rules that are switched off: it may be needed again. */
function canSilence({ rules: ids }: Silence, context: CheckContext): boolean {
  const off = new Set((context.rules ?? allRules).filter((rule) => severityOf(rule, context) === "off").map(idOf));
  return ids.length === 0 || ids.some((id) => !off.has(id));
}

function isSilenced(finding: Finding, call: Span | undefined, silence: Silence): boolean {
  if (silence.rules.length > 0 && !silence.rules.includes(finding.rule)) return false;
  const { line } = silence;
  if (!line) return true;
  const on = (offset: number) => offset >= line.start && offset <= line.end;
  return on(finding.range.start) || (call !== undefined && on(call.start));
}

function idOf({ meta }: Rule): string {
  return meta.id;
}

function unusedFinding(text: string, silence: Silence, severity: Severity, path: string): Finding {
  const { start, end } = silence.comment;
  const what = silence.rules.length > 0 ? silence.rules.join(", ") : "anything";
  return {
    rule: unusedSilence.meta.id,
    severity,
    message: `Nothing here reports ${what}, so this comment silences nothing: remove it.`,
    range: { path, start, end },
    fixes: [
      {
        title: "Remove the comment",
        safety: "safe",
        preferred: true,
        edits: [{ path, ...commentRange(text, silence.comment), text: "" }],
      },
    ],
    callId: "",
  };
}
