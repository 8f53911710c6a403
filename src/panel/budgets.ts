import { element } from "./dom";
import { l10n } from "./l10n";
import type { BudgetRow } from "./messages";
import { figure, percent } from "./pieces";

/** Above the tabs: the budget of the workspace, else the one of which most is taken. */
export function budgetFigure(rows: readonly BudgetRow[]): HTMLElement | undefined {
  const months = rows.filter(({ of, share }) => of !== "call" && share !== undefined);
  const row = months.find(({ of }) => of === "workspace") ?? months.toSorted((a, b) => b.share! - a.share!)[0];
  if (row?.share === undefined) return undefined;
  const name = row.of === "workspace" ? l10n.t("Budget") : l10n.t("Budget of {0}", row.name);
  return figure(name, percent(row.share), l10n.t("{0} of {1} a month", remains(row), row.budget));
}

/** Every budget of the configuration and how much of it is left. */
export function budgets(rows: readonly BudgetRow[]): HTMLElement | undefined {
  if (rows.length === 0) return undefined;
  return element(
    "section",
    {},
    element("h2", {}, l10n.t("Budgets")),
    element("ul", { class: "budgets" }, ...rows.map(line)),
  );
}

function line(row: BudgetRow): HTMLElement {
  const fill = element("span", { class: `taken ${row.state}` });
  fill.style.width = `${Math.min(1, row.share ?? 0) * 100}%`;
  return element(
    "li",
    {},
    element("span", { class: "name" }, nameOf(row)),
    element("span", { class: "meter", "aria-hidden": "true" }, fill),
    element("span", { class: "quiet" }, textOf(row)),
  );
}

function nameOf({ of, name }: BudgetRow): string {
  if (of === "workspace") return l10n.t("Workspace, a month");
  if (of === "call") return l10n.t("One request");
  return of === "feature" ? l10n.t("Feature {0}, a month", name) : l10n.t("{0}, a month", name);
}

function textOf(row: BudgetRow): string {
  const { of, spent, budget, share, state } = row;
  if (state === "unknown")
    return l10n.t("{0}. No call has a volume yet: set it from the light bulb of a call.", budget);
  const taken =
    of === "call" ? l10n.t("the dearest from {0}, of {1}", spent, budget) : l10n.t("~{0} of {1}", spent, budget);
  return [percent(share ?? 0), taken, remains(row)].join(" · ");
}

function remains({ state, remaining }: BudgetRow): string {
  return state === "over" ? l10n.t("at least {0} over", remaining) : l10n.t("up to {0} left", remaining);
}
