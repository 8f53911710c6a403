import type { PicoUsd } from "../costs/cost";
import { type Money, moneyIn } from "../costs/money";
import { relativePath } from "../files/paths";
import type { BilledCall } from "../rules/rule";
import { inputLabel, modelLabel, moneyLabel, monthlyLabel, outputLabel } from "./label";
import type { Report } from "./report";
import { billedCalls, type Totals, totalsOf } from "./totals";

/** A call of the bill as plain data: what is needed to compare two bills, and to show the difference. */
export interface BillRow {
  path: string;
  file: string;
  /** 1-based */
  line: number;
  column: number;
  api: string;
  model: string;
  /** `1,240+ in · ≤ 1,000 out`, and `$0.0031–$0.0131 a call · ~$93.10 a month` */
  size: string;
  cost: string;
  floor?: PicoUsd;
  withCap?: PicoUsd;
}

export interface Bill {
  rows: BillRow[];
  totals: Totals;
}

export type Change =
  | { kind: "added"; after: BillRow; amount?: PicoUsd }
  | { kind: "removed"; before: BillRow; amount?: PicoUsd }
  | { kind: "changed"; before: BillRow; after: BillRow; amount?: PicoUsd };

/** What a change of the code does to the bill: every call once, and a month of those whose volume is written down. */
export interface Difference {
  before: Totals;
  after: Totals;
  /** of the sums' lower and upper ends; an end that is not known on one side is as the sums have it, without that part */
  floor: PicoUsd;
  withCap: PicoUsd;
  monthly?: { from: PicoUsd; to: PicoUsd };
  /** largest difference first; those without a figure last */
  changes: Change[];
  unchanged: number;
}

export function billOf(report: Report, includeTests: boolean): Bill {
  const money = moneyIn(report.currency);
  return {
    rows: billedCalls(report, includeTests).map((analysed) => rowOf(analysed, report, money)),
    totals: totalsOf(report, includeTests),
  };
}

function rowOf(analysed: BilledCall, report: Report, money: Money): BillRow {
  const { call, cost } = analysed;
  const { line, column } = report.position(call.path, call.anchor.start);
  const joined = (...parts: string[]) => parts.filter((part) => part !== "").join(" · ");
  return {
    path: call.path,
    file: relativePath(call.path, report.folders),
    line,
    column,
    api: call.api,
    model: modelLabel(call.model, call.model.origin ?? "chosen at run time"),
    size: joined(inputLabel(analysed), outputLabel(analysed)),
    cost: joined(moneyLabel(analysed, money), monthlyLabel(analysed, money)),
    floor: cost?.floor,
    withCap: cost?.withCap,
  };
}

/**
 * Pairs the calls of two bills: the same figures in the same file, then the same API in the same file, in the order they
 * stand in, then the same figures in another file (the call was moved). What is left was added or removed.
 */
export function differenceOf(before: Bill, after: Bill): Difference {
  const figures = ({ api, model, size, cost }: BillRow) => [api, model, size, cost].join("\n");
  const same = paired(before.rows, after.rows, (row) => `${row.file}\n${figures(row)}`);
  const changed = paired(same.before, same.after, ({ file, api }) => `${file}\n${api}`);
  const moved = paired(changed.before, changed.after, figures);
  const changes: Change[] = [
    ...changed.pairs.map(
      ([from, to]): Change => ({ kind: "changed", before: from, after: to, amount: amount(from, to) }),
    ),
    ...moved.after.map((row): Change => ({ kind: "added", after: row, amount: upper(row) })),
    ...moved.before.map((row): Change => ({ kind: "removed", before: row, amount: negative(upper(row)) })),
  ];
  const months = before.totals.monthly.calls + after.totals.monthly.calls;
  return {
    before: before.totals,
    after: after.totals,
    floor: after.totals.floor - before.totals.floor,
    withCap: after.totals.withCap - before.totals.withCap,
    monthly:
      months === 0
        ? undefined
        : {
            from: after.totals.monthly.from - before.totals.monthly.from,
            to: after.totals.monthly.to - before.totals.monthly.to,
          },
    changes: changes.sort(largestFirst),
    unchanged: same.pairs.length + moved.pairs.length,
  };
}

/** Takes rows of both sides with the same key together, in their order; the rest of each side stays in its order too. */
function paired(before: readonly BillRow[], after: readonly BillRow[], key: (row: BillRow) => string) {
  const waiting = new Map<string, BillRow[]>();
  for (const row of before) waiting.set(key(row), [...(waiting.get(key(row)) ?? []), row]);
  const pairs: [BillRow, BillRow][] = [];
  const rest: BillRow[] = [];
  for (const row of after) {
    const partner = waiting.get(key(row))?.shift();
    if (partner === undefined) rest.push(row);
    else pairs.push([partner, row]);
  }
  const left = new Set([...waiting.values()].flat());
  return { pairs, before: before.filter((row) => left.has(row)), after: rest };
}

/** Between the upper ends; between the lower ones where one side has no output cap; undefined where one has no price. */
function amount(before: BillRow, after: BillRow): PicoUsd | undefined {
  if (before.floor === undefined || after.floor === undefined) return undefined;
  if (before.withCap === undefined || after.withCap === undefined) return after.floor - before.floor;
  return after.withCap - before.withCap;
}

function upper({ floor, withCap }: BillRow): PicoUsd | undefined {
  return withCap ?? floor;
}

function negative(value: PicoUsd | undefined): PicoUsd | undefined {
  return value === undefined ? undefined : -value;
}

function largestFirst(a: Change, b: Change): number {
  const [left, right] = [size(a), size(b)];
  if (left !== right) return left > right ? -1 : 1;
  const [one, other] = [place(a), place(b)];
  return one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line;
}

/** Changes without a figure stand behind every other. */
function size({ amount: value }: Change): PicoUsd {
  return value === undefined ? -1n : value < 0n ? -value : value;
}

/** Where a change is looked at: in the present code, or in the former where the call is gone. */
export function place(change: Change): BillRow {
  return change.kind === "removed" ? change.before : change.after;
}
