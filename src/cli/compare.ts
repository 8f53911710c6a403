import { callLabel, modelLabel, moneyLabel } from "../engine/reports/label";
import { plain } from "../engine/reports/plain";
import type { AnalysedCall } from "../engine/rules/rule";
import { createSession } from "../engine/session";
import { toEnginePath } from "../node-host";
import { day, parseCommand, UsageError } from "./options";
import { table } from "./table";
import { hostOf, settings, workspaceOf } from "./workspace";

export const COMPARE_HELP = `Usage: tokenbill compare FILE:LINE MODEL… [options]

What the call at that place would cost with other models: tokenbill compare src/classify.ts:12 gpt-6-luna claude-haiku-4-5

  --prices-as-of YYYY-MM-DD take prices as they were on that day
`;

/** @throws UsageError with a message that says what to write instead */
export async function compare(args: string[]): Promise<number> {
  const options = parse(args);
  if (options === undefined) {
    process.stdout.write(COMPARE_HELP);
    return 0;
  }
  const { folders, only } = workspaceOf([options.file]);
  const session = await createSession(hostOf(folders), settings({ pricesAsOf: options.pricesAsOf }));
  const path = only?.[0] ?? toEnginePath(options.file);
  await session.analyseWorkspace({ paths: only });
  const call = callAt(session.analyse(path).calls, (offset) => session.position(path, offset).line, options.line);
  if (call === undefined) throw new UsageError(`there is no model call at line ${options.line} of "${options.file}"`);
  const now = modelLabel(call.call.model, "model chosen at run time");
  process.stdout.write(`${plain(now)}\n  ${plain(callLabel(call, session.money))}\n\n`);
  const rows = options.models.map((id) => {
    const other = session.reprice(call, id);
    return [
      plain(id),
      other === undefined ? "no price" : moneyLabel(other, session.money),
      other === undefined ? "" : change(call, other),
    ];
  });
  process.stdout.write(table(["instead", "cost", "change"], rows));
  process.stdout.write("Another model may answer differently: compare the two on your own inputs.\n");
  return 0;
}

function parse(args: string[]): { file: string; line: number; models: string[]; pricesAsOf?: string } | undefined {
  const { values, positionals } = parseCommand(args, COMPARE_OPTIONS);
  const [place = "", ...models] = positionals;
  if (values.help) return undefined;
  const match = /^(.+?):(\d{1,9})(?::\d+)?$/.exec(place);
  if (match === null || models.length === 0) {
    throw new UsageError("write tokenbill compare FILE:LINE MODEL…, for example src/a.ts:12 gpt-6-luna");
  }
  const asOf = values["prices-as-of"];
  return { file: match[1]!, line: Number(match[2]), models, pricesAsOf: asOf === undefined ? undefined : day(asOf) };
}

const COMPARE_OPTIONS = {
  "prices-as-of": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

function callAt(
  calls: readonly AnalysedCall[],
  lineOf: (offset: number) => number,
  line: number,
): AnalysedCall | undefined {
  return calls.find(({ call }) => lineOf(call.range.start) <= line && line <= lineOf(call.range.end));
}

/** The change of the figure that both have: known input with the output cap, or the known input alone. */
function change(now: AnalysedCall, other: AnalysedCall): string {
  const before = now.cost?.withCap ?? now.cost?.floor;
  const after = now.cost?.withCap === undefined ? other.cost?.floor : other.cost?.withCap;
  if (before === undefined || after === undefined || before === 0n) return "";
  const percent = Math.round((Number(after) / Number(before) - 1) * 100);
  return `${percent > 0 ? "+" : percent < 0 ? "−" : "±"}${Math.abs(percent)} %`;
}
