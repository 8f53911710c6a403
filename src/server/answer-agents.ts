import type { Connection } from "vscode-languageserver";
import { dirname, isInside, join, relativePath } from "../engine/files/paths";
import { callLabel, modelLabel } from "../engine/reports/label";
import { plain } from "../engine/reports/plain";
import type { FullReport } from "../engine/reports/report";
import type { AnalysedCall, Finding } from "../engine/rules/rule";
import type { FileAnalysis, Session } from "../engine/session";
import type { AgentToolName } from "./agent-tools";
import { callAt } from "./call-at";
import { compareModels } from "./compare-models";
import { guard } from "./guard";
import { placesIn } from "./places";
import { type AgentToolParams, type AgentToolResult, methods } from "./protocol";
import { pathOf } from "./uris";
import type { Workspace } from "./workspace";

/** Why a tool cannot answer, for the model that called it: what to give instead. */
class WrongInput extends Error {}

interface Asked {
  session: Session;
  workspace: Workspace;
  report(): Promise<FullReport>;
  input: Record<string, unknown>;
}

const LEGEND =
  "In the figures: ≈ is an estimate, ~ rests on sizes that a person wrote down, + means that parts of unknown size are left out.";
/** more rows than an agent reads */
const MOST = 20;

/** Answers agents in the editor, over the same session as everything else. Input is never trusted; an answer is always a text. */
export function answerAgents(connection: Connection, workspace: Workspace, report: () => Promise<FullReport>): void {
  connection.onRequest<AgentToolResult, never>(
    methods.agentTool,
    guard(connection, "agent tool", async ({ tool, input }: AgentToolParams) => {
      const run = Object.hasOwn(RUN, tool) ? RUN[tool] : undefined;
      if (run === undefined) return { text: "There is no such tool." };
      try {
        const session = await workspace.session();
        const given = typeof input === "object" && input !== null ? (input as Record<string, unknown>) : {};
        const answer = await run({ session, workspace, report, input: given });
        return { text: answer.split("\n").map(plain).join("\n") };
      } catch (error) {
        if (error instanceof WrongInput) return { text: error.message };
        throw error;
      }
    }),
  );
}

const RUN: Record<AgentToolName, (asked: Asked) => Promise<string>> = {
  tokenbill_estimate_prompt_cost: estimate,
  tokenbill_list_cost_findings: findings,
  tokenbill_compare_models: compare,
};

async function estimate(asked: Asked): Promise<string> {
  const { session, input } = asked;
  const prompt = text(input, "prompt", 1_000_000);
  if (prompt !== undefined) return estimateText(session, input, prompt);
  const analysis = fileOf(asked);
  const line = whole(input, "line");
  const calls = line === undefined ? analysis.calls : [theCall(asked, analysis, line)];
  const rows = calls.slice(0, MOST).map((call) => describe(call, asked));
  const rest = calls.length > MOST ? [`… and ${calls.length - MOST} more calls; give a line to see one of them.`] : [];
  return [...rows, ...rest, "", footer(session)].join("\n");
}

function estimateText(session: Session, input: Asked["input"], prompt: string): string {
  const model = text(input, "model", 200);
  if (model === undefined) throw new WrongInput("Give the id of the model that the prompt is sent to as `model`.");
  const system = text(input, "system", 1_000_000);
  const analysed = session.estimate({ text: prompt, system, model, outputTokens: whole(input, "outputTokens") });
  return [`${model}: ${callLabel(analysed, session.money)}`, "", footer(session)].join("\n");
}

/** `src/a.ts:12 gpt-5 (openai.chat): 1,240+ in · ≤ 800 out · $0.0031–$0.0131+ a call` */
function describe(analysed: AnalysedCall, { session, workspace }: Asked): string {
  const { call } = analysed;
  const { line } = session.position(call.path, call.anchor.start);
  const model = modelLabel(call.model, "model chosen at run time");
  const place = `${relativePath(call.path, workspace.folders())}:${line}`;
  return `${place} ${model} (${call.api}): ${callLabel(analysed, session.money)}`;
}

async function findings({ input, report, session, workspace }: Asked): Promise<string> {
  const path = input.file === undefined ? undefined : pathIn(workspace, input);
  const all = (await report()).findings.filter(({ range }) => path === undefined || range.path === path);
  const sorted = [...all].sort((a, b) => compareSavings(b, a));
  const limit = Math.min(100, Math.max(1, whole(input, "limit") ?? MOST));
  if (sorted.length === 0) return `No findings${path === undefined ? "" : " in this file"}.`;
  const rows = sorted.slice(0, limit).map((finding) => {
    const { line } = session.position(finding.range.path, finding.range.start);
    const place = `${relativePath(finding.range.path, workspace.folders())}:${line}`;
    const saving = finding.saving?.perCall;
    const saves = saving === undefined ? "" : ` Saves ${session.money.amount(saving)} a call.`;
    const fix = finding.fixes[0];
    const offered = fix ? ` Quick fix: ${fix.title}${fix.safety === "safe" ? " (safe)" : ""}.` : "";
    return `${place} ${finding.severity} ${finding.rule}: ${finding.message}${saves}${offered}`;
  });
  const rest = sorted.length > limit ? [`… and ${sorted.length - limit} more.`] : [];
  const note = "Savings of one call may overlap: do not add them up.";
  return [`${sorted.length} findings, largest saving first.`, ...rows, ...rest, "", note, footer(session)].join("\n");
}

function compareSavings(a: Finding, b: Finding): number {
  const [left, right] = [a.saving?.perCall ?? -1n, b.saving?.perCall ?? -1n];
  return left === right ? 0 : left < right ? -1 : 1;
}

async function compare(asked: Asked): Promise<string> {
  const { session, input } = asked;
  const analysis = fileOf(asked);
  const call = theCall(asked, analysis, whole(input, "line"));
  const named = Array.isArray(input.models) ? input.models.filter((id) => typeof id === "string").slice(0, MOST) : [];
  const place = { uri: "", position: { line: 0, character: 0 } };
  const { candidates } = await compareModels(session, call, place, () => false);
  const wanted = named.length === 0 ? candidates : candidates.filter(({ id }) => named.includes(id));
  const rows = wanted.slice(0, MOST).map(({ id, vendor, cost, change, price, current, tooSmall }) => {
    const about = [current ? "the present model" : change, tooSmall ? "its context window is too small" : ""];
    return `${id} (${vendor}): ${cost}; ${[price, ...about].filter((part) => part !== "").join("; ")}`;
  });
  const missing = named.filter((id) => !wanted.some((one) => one.id === id));
  const rest = missing.length > 0 ? [`No price, or not able to take this request: ${missing.join(", ")}.`] : [];
  const note = "Another model may answer differently: compare the answers before you switch.";
  return [`Now: ${describe(call, asked)}`, ...rows, ...rest, "", note, footer(session)].join("\n");
}

function footer({ catalogue, configuration, money }: Session): string {
  const asOf = configuration().configuration.pricesAsOf ?? catalogue.asOf;
  return [`Prices as of ${asOf} in ${money.code}.`, money.note, LEGEND].filter((part) => part !== "").join(" ");
}

function fileOf(asked: Asked): FileAnalysis {
  const analysis = asked.session.analyse(pathIn(asked.workspace, asked.input));
  if (analysis.calls.length === 0) throw new WrongInput("No call to a language model was found in this file.");
  return analysis;
}

/** The path of `file`, which is inside the workspace and there. */
function pathIn(workspace: Workspace, input: Asked["input"]): string {
  const file = text(input, "file", 2_000);
  if (file === undefined) throw new WrongInput("Give `file`, or `prompt` and `model` where the tool takes them.");
  const folders = workspace.folders();
  const written = file.replaceAll("\\", "/").replace(/^\.\//, "");
  const candidates = /^[a-z][\w+.-]+:\/\//i.test(file)
    ? [pathOf(file)]
    : written.startsWith("/") || /^[a-z]:\//i.test(written)
      ? [written]
      : folders.flatMap((folder) => [join(folder, written), join(dirname(folder), written)]);
  const found = candidates.find(
    (path) =>
      !path.split("/").includes("..") &&
      folders.some((folder) => isInside(path, folder)) &&
      workspace.text(path) !== undefined,
  );
  if (found === undefined) throw new WrongInput(`There is no file "${file.slice(0, 200)}" in the workspace.`);
  return found;
}

function theCall(asked: Asked, analysis: FileAnalysis, line: number | undefined): AnalysedCall {
  const { session, workspace } = asked;
  const [only] = analysis.calls;
  if (line === undefined) {
    if (analysis.calls.length === 1) return only!;
    const lines = analysis.calls.map(({ call }) => session.position(call.path, call.anchor.start).line);
    throw new WrongInput(`Several calls are in this file; give one of these lines as \`line\`: ${lines.join(", ")}.`);
  }
  const places = placesIn(session, workspace, workspace.uri(analysis.path));
  const found = callAt(places, analysis, { line: line - 1, character: 0 });
  if (found === undefined) throw new WrongInput(`There is no call to a language model at line ${line} of this file.`);
  return found;
}

function text(input: Asked["input"], name: string, most: number): string | undefined {
  const value = input[name];
  if (value === undefined || value === "") return undefined;
  if (typeof value !== "string") throw new WrongInput(`\`${name}\` must be a text.`);
  if (value.length > most) throw new WrongInput(`\`${name}\` is longer than ${most} characters.`);
  return value;
}

function whole(input: Asked["input"], name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 1e9)
    throw new WrongInput(`\`${name}\` must be a whole number.`);
  return value;
}
