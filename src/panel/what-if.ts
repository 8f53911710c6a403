import { element, keepingFocus } from "./dom";
import { l10n } from "./l10n";
import type { PanelOutput, ReportData, WhatIf, WhatIfCall, WhatIfData, WhatIfRow } from "./messages";
import { figure, placeCell, where } from "./pieces";
import type { Column, Fill } from "./table";

export interface WhatIfView {
  root: HTMLElement;
  /** Shows an answer of the host, unless the question has changed since. */
  show(data: WhatIfData): void;
  /** Asks again: the code has changed. What is being typed stays. */
  again(): void;
}

/** A desk to suppose things at: every change is asked of the host, which works the figures out again. */
export function whatIfView(
  report: ReportData,
  asked: WhatIf,
  changed: (asked: WhatIf) => void,
  fill: Fill<WhatIfRow>,
  send: (message: PanelOutput) => void,
): WhatIfView {
  const result = element("div", { "aria-live": "polite" });
  const desk = element("div", {});
  let current = asked;
  let waiting: WhatIfData | undefined;
  const again = () => send({ type: "whatIf", asked: current });
  const suppose = (part: Partial<WhatIf>) => {
    current = { ...current, ...part };
    changed(current);
    again();
  };
  const supposeOf = (id: string, part: WhatIfCall) => {
    const own = defined({ ...current.calls?.[id], ...part });
    const { [id]: _, ...others } = current.calls ?? {};
    const calls = Object.keys(own).length > 0 ? { ...others, [id]: own } : others;
    suppose({ calls: Object.keys(calls).length > 0 ? calls : undefined });
  };
  const reset = () => {
    current = {};
    suppose({});
    desk.replaceChildren(form(current, suppose, reset));
    desk.querySelector("input")?.focus();
  };
  desk.append(form(current, suppose, reset));
  const draw = (data: WhatIfData) =>
    keepingFocus(() => result.replaceChildren(...sums(data), fill(calls(data, supposeOf, send))));
  result.addEventListener("focusout", () => {
    if (waiting) draw(waiting);
    waiting = undefined;
  });
  again();
  const note = l10n.t(
    "Figures on this page are suppositions. Another model may answer differently and take other tokens.",
  );
  return {
    root: element("section", {}, element("p", { class: "quiet" }, note), desk, models(report), result),
    again,
    show(data) {
      if (JSON.stringify(data.asked) !== JSON.stringify(current)) return;
      if (isTypedIn(result)) waiting = data;
      else draw(data);
    },
  };
}

/** Something was typed into a field of the table, and is not supposed yet: it must not be replaced under the reader's hands. */
function isTypedIn(result: HTMLElement): boolean {
  const { activeElement } = document;
  const isField = activeElement instanceof HTMLInputElement && activeElement.type !== "search";
  return isField && result.contains(activeElement) && activeElement.value !== activeElement.defaultValue;
}

function models({ models }: ReportData): HTMLElement {
  return element("datalist", { id: "models" }, ...models.map((id) => element("option", { value: id })));
}

/** What is supposed of every call. */
function form(asked: WhatIf, suppose: (part: Partial<WhatIf>) => void, reset: () => void): HTMLElement {
  const asWritten = l10n.t("as in the code");
  const day = element("input", {
    type: "date",
    value: asked.pricesAsOf ?? "",
    onchange: () => day.reportValidity() && suppose({ pricesAsOf: day.value || undefined }),
  });
  const rate = numberInput(
    {
      value: asked.cacheHitRate === undefined ? undefined : asked.cacheHitRate * 100,
      max: 100,
      placeholder: asWritten,
    },
    (value) => suppose({ cacheHitRate: value === undefined ? undefined : value / 100 }),
  );
  const batch = element("input", {
    type: "checkbox",
    checked: asked.batch === true,
    onchange: () => suppose({ batch: batch.checked || undefined }),
  });
  return element(
    "form",
    { class: "desk", onsubmit: (event) => event.preventDefault() },
    field(
      l10n.t("Model of every call"),
      modelInput({ value: asked.model, placeholder: asWritten }, (model) => suppose({ model })),
    ),
    field(
      l10n.t("Requests of each call a month"),
      numberInput({ value: asked.callsPerMonth, placeholder: l10n.t("as written down") }, (callsPerMonth) =>
        suppose({ callsPerMonth }),
      ),
    ),
    field(l10n.t("Cache hits, %"), rate),
    field(l10n.t("Prices of"), day),
    element("label", { class: "check" }, batch, l10n.t("Batch price")),
    element("button", { type: "button", onclick: reset }, l10n.t("Clear")),
  );
}

function field(label: string, input: HTMLElement): HTMLElement {
  return element("label", {}, element("span", { class: "quiet" }, label), input);
}

interface Field {
  /** what was typed into it before */
  value: string | number | undefined;
  placeholder: string;
  /** for a field without a label of its own */
  name?: string;
  focus?: string;
}

function modelInput(options: Field, changed: (model: string | undefined) => void): HTMLInputElement {
  const input = element("input", {
    ...attributes(options),
    list: "models",
    spellcheck: "false",
    onchange: () => {
      input.defaultValue = input.value;
      changed(input.value.trim() || undefined);
    },
  });
  return input;
}

function numberInput(
  { max, ...options }: Field & { max?: number },
  changed: (value: number | undefined) => void,
): HTMLInputElement {
  const input = element("input", {
    ...attributes(options),
    type: "number",
    min: 0,
    max,
    step: "any",
    onchange: () => {
      if (!input.reportValidity()) return;
      input.defaultValue = input.value;
      changed(input.value === "" ? undefined : input.valueAsNumber);
    },
  });
  return input;
}

function attributes({ value, placeholder, name, focus }: Field) {
  return { value: value ?? "", placeholder, "aria-label": name, "data-focus": focus };
}

function sums({ monthly, now, supposed, unpriced, withoutVolume }: WhatIfData): HTMLElement[] {
  const unit = monthly ? l10n.t("a month") : l10n.t("every call once");
  const left = [
    unpriced === 1 ? l10n.t("1 call without a price under this supposition") : "",
    unpriced > 1 ? l10n.t("{0} calls without a price under this supposition", unpriced) : "",
    withoutVolume === 1 ? l10n.t("1 call without a volume") : "",
    withoutVolume > 1 ? l10n.t("{0} calls without a volume", withoutVolume) : "",
  ].filter((text) => text !== "");
  const missing = left.length > 0 ? l10n.t("Not in the sum: {0}.", left.join(", ")) : "";
  return [
    element(
      "dl",
      { class: "figures" },
      figure(l10n.t("As in the code"), now, unit),
      figure(l10n.t("What if"), supposed, unit),
    ),
    element("p", { class: "quiet" }, missing),
  ];
}

function calls(
  { asked, rows }: WhatIfData,
  suppose: (id: string, part: WhatIfCall) => void,
  send: (message: PanelOutput) => void,
): Parameters<Fill<WhatIfRow>>[0] {
  const own = ({ id }: WhatIfRow): WhatIfCall => asked.calls?.[id] ?? {};
  const model = (row: WhatIfRow) =>
    modelInput(
      {
        value: own(row).model,
        placeholder: asked.model ?? row.model,
        name: l10n.t("Model of {0}", where(row.place)),
        focus: `model-${row.id}`,
      },
      (id) => suppose(row.id, { model: id }),
    );
  const volume = (row: WhatIfRow) =>
    numberInput(
      {
        value: own(row).callsPerMonth,
        placeholder: String(Math.round(asked.callsPerMonth ?? row.written ?? 0) || "–"),
        name: l10n.t("Requests a month of {0}", where(row.place)),
        focus: `volume-${row.id}`,
      },
      (callsPerMonth) => suppose(row.id, { callsPerMonth }),
    );
  const columns: Column<WhatIfRow>[] = [
    {
      key: "place",
      title: l10n.t("Call"),
      value: ({ place }) => where(place),
      cell: (row) => placeCell(row.place, row.id, send),
    },
    { key: "model", title: l10n.t("Model"), cell: model },
    { key: "volume", title: l10n.t("Requests a month"), numeric: true, cell: volume },
    { key: "now", title: l10n.t("As in the code"), numeric: true, value: (row) => row.amount, cell: (row) => row.now },
    { key: "supposed", title: l10n.t("What if"), numeric: true, cell: (row) => row.supposed },
    {
      key: "difference",
      title: l10n.t("Difference"),
      numeric: true,
      value: (row) => row.difference,
      cell: (row) => row.differenceLabel,
    },
  ];
  return {
    caption: l10n.t("Calls, each with a supposition of its own"),
    columns,
    rows,
    id: (row) => row.id,
    text: (row) => `${row.place.file} ${row.model}`,
    empty: l10n.t("No model calls were found."),
  };
}

function defined<T extends object>(from: T): T {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as T;
}
