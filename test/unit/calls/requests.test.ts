import { join } from "node:path";
import type { LlmCall, Part } from "../../../src/engine/calls/llm-call";
import { testCases } from "../case-file";
import { printedFrom, printText } from "../values/printed";
import { findIn } from "./find";

/** Every request of the files: where, of which model, how often, and under it what is sent. */
testCases("requests", join(__dirname, "requests"), async (files, _first) => {
  const all = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/w/${name}`, text]));
  const found: LlmCall[] = [];
  for (const path of Object.keys(all)) if (/\.(tsx?|jsx?|py)$/.test(path)) found.push(...(await findIn(all, path)));
  const lineOf = (call: LlmCall) => (all[call.path] ?? "").slice(0, call.anchor.start).split("\n").length;
  found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : lineOf(a) - lineOf(b)));
  return found
    .map((call) =>
      [`${call.path.slice(3)}:${lineOf(call)} ${head(call)}`, ...call.parts.map(part(call)), ...besides(call)].join(
        "\n",
      ),
    )
    .join("\n");
});

function head(call: LlmCall): string {
  const { model, multiplicity, output } = call;
  const words = [call.api, model.ids.join(" | ") || "?"];
  if (model.origin) words.push(`(${model.origin})`);
  if (output.cap) words.push(`≤${output.cap.max}`);
  const { min, max } = multiplicity.times;
  if (min !== 1 || max !== 1) words.push(`×${min === max ? min : `${min}..${max ?? ""}`}`);
  if (multiplicity.historyGrows) words.push("grows");
  if (call.alternatives) words.push("or another");
  if (call.calledFrom) words.push(`called from ${call.calledFrom.length}`);
  return words.join(" ");
}

/** Tools and what the library adds. */
function besides({ tools, toolsHole, adds = [] }: LlmCall): string[] {
  const names = [
    ...tools.map(({ name, hosted }) => (hosted ? `<${name}>` : name)),
    ...(toolsHole ? [`⟨${toolsHole.name}⟩`] : []),
  ];
  return [...(names.length > 0 ? [`  tools: ${names.join(", ")}`] : []), ...adds.map((name) => `  and ${name}`)];
}

function part(call: LlmCall): (part: Part) => string {
  return ({ role, content, times }) => {
    const text = content.map((each) => ("text" in each ? printText(each.text) : `<${each.kind}>`)).join(" ");
    const often = times.min === 1 && times.max === 1 ? "" : ` ×${times.min}..${times.max ?? ""}`;
    const from = content.map((each) => ("text" in each ? printedFrom(each.text, call.path).trim() : "")).find(Boolean);
    return `  ${role}${often}: ${text.replaceAll("\n", "⏎")}${from ? ` ${from}` : ""}`;
  };
}
