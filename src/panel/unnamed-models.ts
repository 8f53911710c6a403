import { element } from "./dom";
import { l10n } from "./l10n";
import type { CallRow, PanelOutput } from "./messages";

interface Unnamed {
  origin: string;
  /** of the first call */
  uri: string;
  calls: number;
}

/** Origins shown before the rest is counted. */
const shown = 5;

/** What the code takes its models from, where nobody has said which model that is: naming one prices all of its calls. */
export function unnamedModels(rows: readonly CallRow[], send: (message: PanelOutput) => void): HTMLElement | undefined {
  const origins = unnamed(rows);
  if (origins.length === 0) return undefined;
  const left = origins.length - shown;
  const more =
    left > 0 ? element("p", { class: "quiet" }, l10n.t("{0} more stand in the Calls tab.", left)) : undefined;
  return element(
    "section",
    {},
    element("h2", {}, l10n.t("Models to name")),
    element(
      "p",
      { class: "quiet" },
      l10n.t(
        "The code takes these models from elsewhere. Say once which model a name stands for, and its calls have a price.",
      ),
    ),
    element("ul", { class: "unnamed" }, ...origins.slice(0, shown).map((one) => line(one, send))),
    more,
  );
}

function unnamed(rows: readonly CallRow[]): Unnamed[] {
  const origins = new Map<string, Unnamed>();
  for (const { counted, resolve, place } of rows) {
    if (!counted || resolve?.kind !== "name") continue;
    const { origin } = resolve;
    const known = origins.get(origin) ?? { origin, uri: place.uri, calls: 0 };
    origins.set(origin, { ...known, calls: known.calls + 1 });
  }
  return [...origins.values()].sort((a, b) => b.calls - a.calls);
}

function line({ origin, uri, calls }: Unnamed, send: (message: PanelOutput) => void): HTMLElement {
  const onclick = () => send({ type: "resolve", uri, resolve: { kind: "name", origin } });
  const name = l10n.t("Name the model …");
  const count = calls === 1 ? l10n.t("1 call") : l10n.t("{0} calls", calls);
  return element(
    "li",
    {},
    element("code", {}, origin),
    element("span", { class: "quiet" }, count),
    element("button", { "data-focus": `name-${origin}`, "aria-label": `${name} ${origin}`, onclick }, name),
  );
}
