import { findCalls } from "../../../src/engine/calls/index";
import type { LlmCall } from "../../../src/engine/calls/llm-call";
import { createParsers } from "../../../src/engine/syntax/index";
import type { Program } from "../../../src/engine/syntax/program";
import type { Evaluator, Sources } from "../../../src/engine/values/evaluator";
import { createEvaluator } from "../../../src/engine/values/index";
import { finish } from "../../../src/engine/values/steps";
import { memoryHost } from "../host";

let parsers: ReturnType<typeof createParsers> | undefined;

/** The calls of one of several files. */
export async function findIn(
  files: Record<string, string>,
  path: string,
  models: Record<string, string> = {},
): Promise<LlmCall[]> {
  const { program, evaluator } = await load(files, path);
  return finish(findCalls(program, evaluator, { models, scope: "production" }));
}

export async function load(
  files: Record<string, string>,
  path: string,
): Promise<{ program: Program; evaluator: Evaluator }> {
  parsers ??= createParsers(memoryHost({}));
  const { parse } = await parsers;
  const programs = new Map<string, Program>();
  for (const [name, text] of Object.entries(files))
    if (/\.(tsx?|jsx?|py)$/.test(name)) programs.set(name, parse(name, text));
  const sources: Sources = {
    program: (name) => programs.get(name),
    text: (name) => files[name],
    unparsed: (name) => files[name],
    exists: (name) => name in files || Object.keys(files).some((file) => file.startsWith(`${name}/`)),
    entries: (name) => [
      ...new Set(
        Object.keys(files)
          .filter((file) => file.startsWith(`${name}/`))
          .map((file) => file.slice(name.length + 1).split("/")[0] ?? ""),
      ),
    ],
    folders: ["/w"],
    candidates: () => programs.values(),
  };
  const program = programs.get(path);
  if (!program) throw new Error(`no program ${path}`);
  return { program, evaluator: createEvaluator(sources) };
}

export interface Expected {
  start: number;
  end: number;
  line: number;
  words: string[];
}

/** `//   ^^^^^^ call: openai.chat model=gpt-5`: the carets stand under the callee's last name, one or more lines above. */
export function expectedCalls(source: string): Expected[] {
  const lines = source.split("\n");
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const marker = /^\s*(?:\/\/|#)\s*(\^+) call: (.*)$/;
  return lines.flatMap((line, at) => {
    const match = marker.exec(line);
    if (!match?.[1] || !match[2]) return [];
    let target = at - 1;
    while (marker.test(lines[target] ?? "")) target--;
    const start = (starts[target] ?? 0) + line.indexOf("^");
    return [{ start, end: start + match[1].length, line: target + 1, words: match[2].trim().split(/\s+/) }];
  });
}

/** A call in the words of the case files. */
export function describeCall(call: LlmCall): string[] {
  const { model, output, options, multiplicity } = call;
  const ids = model.ids.join("|").replaceAll(" ", "_");
  const words = [call.api, `sdk=${call.sdk}`, `kind=${call.kind}`];
  words.push(`model=${model.status === "unknown" ? "?" : ids}`, `how=${model.how}`);
  if (model.origin) words.push(`origin=${model.origin}`);
  words.push(`provider=${call.provider ?? "?"}`);
  const cap = output.cap
    ? output.cap.min === output.cap.max
      ? `${output.cap.max}`
      : `${output.cap.min}-${output.cap.max}`
    : output.from;
  words.push(`cap=${cap}`);
  if (output.thinkingBudget) words.push(`thinking=${output.thinkingBudget.max}`);
  words.push(`parts=${call.parts.map((part) => part.role).join(",") || "none"}`);
  words.push(`tools=${call.tools.map((tool) => tool.name).join(",") || (call.toolsHole ? "?" : "none")}`);
  words.push(`schema=${call.schema ? Object.keys(propertiesOf(call)).join(",") || "?" : "none"}`);
  words.push(`marks=${call.caching.marks.length}`);
  for (const key of ["stream", "batch"] as const) if (options[key]) words.push(key);
  if (call.media)
    for (const key of ["size", "quality"] as const) if (call.media[key]) words.push(`${key}=${call.media[key]}`);
  if (call.media?.seconds) words.push(`seconds=${call.media.seconds.max}`);
  if (options.n) words.push(`n=${options.n.max}`);
  const files = call.parts.flatMap(({ content }) => content.flatMap((each) => ("source" in each ? [each.kind] : [])));
  if (files.length > 0) words.push(`files=${files.join(",")}`);
  if (options.effort) words.push(`effort=${options.effort}`);
  if (options.tier) words.push(`tier=${options.tier}`);
  if (options.region) words.push(`region=${options.region}`);
  if (options.maxSteps) words.push(`steps=${options.maxSteps.max}`);
  const { times } = multiplicity;
  words.push(`times=${times.min === times.max ? times.max : `${times.min}-${times.max ?? "n"}`}`);
  for (const factor of multiplicity.factors) words.push(`factor=${factor.kind}`);
  if (multiplicity.historyGrows) words.push("grows");
  if (call.calledFrom) words.push(`callers=${call.calledFrom.length}`);
  if (call.alternatives) words.push("alternative");
  words.push(`sites=${Object.keys(call.sites).join(",")}`);
  return words;
}

function propertiesOf(call: LlmCall): Record<string, unknown> {
  const properties = call.schema?.value?.entries.get("properties")?.value;
  return properties?.kind === "map" ? Object.fromEntries(properties.entries) : {};
}
