import { element } from "./dom";
import type { PanelOutput, ReportData, WhatIf, WhatIfData } from "./messages";

export interface WhatIfView {
  root: HTMLElement;
  /** Shows an answer of the host, unless the question has changed since. */
  show(data: WhatIfData): void;
  /** Asks again: the code has changed. What is being typed stays. */
  again(): void;
}

/** Rows shown below the sums: the calls that the supposition changes most. */
const rowsShown = 50;

/** A desk to suppose things at: every change is asked of the host, which works the figures out again. */
export function whatIfView(
  report: ReportData,
  asked: WhatIf,
  changed: (asked: WhatIf) => void,
  send: (message: PanelOutput) => void,
): WhatIfView {
  const result = element("div", { "aria-live": "polite" });
  let current = asked;
  const suppose = (part: Partial<WhatIf>) => {
    current = { ...current, ...part };
    changed(current);
    send({ type: "whatIf", asked: current });
  };
  const model = element("input", {
    list: "models",
    placeholder: "as in the code",
    value: asked.model ?? "",
    onchange: () => suppose({ model: model.value.trim() || undefined }),
  });
  const volume = numberInput(asked.callsPerMonth, { min: 1, placeholder: "1" }, (callsPerMonth) =>
    suppose({ callsPerMonth }),
  );
  const rate = numberInput(
    asked.cacheHitRate === undefined ? undefined : asked.cacheHitRate * 100,
    { min: 0, max: 100, placeholder: "as in the code" },
    (value) => suppose({ cacheHitRate: value === undefined ? undefined : value / 100 }),
  );
  const batch = element("input", {
    type: "checkbox",
    checked: asked.batch === true,
    onchange: () => suppose({ batch: batch.checked || undefined }),
  });
  const clear = element("button", { onclick: () => reset() }, "Clear");
  function reset(): void {
    model.value = volume.value = rate.value = "";
    batch.checked = false;
    current = {};
    suppose({});
  }
  const form = element(
    "form",
    { class: "desk", onsubmit: (event) => event.preventDefault() },
    field("Model of every call", model),
    field("Requests of each call a month", volume),
    field("Cache hits, %", rate),
    element("label", { class: "check" }, batch, "Batch price"),
    clear,
    element("datalist", { id: "models" }, ...report.models.map((id) => element("option", { value: id }))),
  );
  clear.type = "button";
  const again = () => send({ type: "whatIf", asked: current });
  again();
  const note =
    "Figures on this page are suppositions. Another model may answer differently, and may need other tokens.";
  return {
    root: element("section", {}, element("p", { class: "quiet" }, note), form, result),
    again,
    show(data) {
      if (JSON.stringify(data.asked) === JSON.stringify(current)) result.replaceChildren(...answer(data, send));
    },
  };
}

function field(label: string, input: HTMLElement): HTMLElement {
  return element("label", {}, element("span", { class: "quiet" }, label), input);
}

function numberInput(
  value: number | undefined,
  attributes: { min: number; max?: number; placeholder: string },
  changed: (value: number | undefined) => void,
): HTMLInputElement {
  const input = element("input", {
    type: "number",
    ...attributes,
    value: value === undefined ? "" : value,
    onchange: () => {
      if (input.reportValidity()) changed(input.value === "" ? undefined : input.valueAsNumber);
    },
  });
  return input;
}

function answer(
  { asked, now, supposed, unpriced, rows }: WhatIfData,
  send: (message: PanelOutput) => void,
): HTMLElement[] {
  const unit = asked.callsPerMonth === undefined ? "every call once" : "a month";
  const figure = (name: string, value: string) =>
    element(
      "div",
      { class: "figure" },
      element("dt", {}, name),
      element("dd", {}, element("strong", {}, value), element("span", { class: "quiet" }, unit)),
    );
  const calls = unpriced === 1 ? "1 call has" : `${unpriced} calls have`;
  const missing = unpriced > 0 ? `${calls} no price under this supposition, and no part in the sum.` : "";
  const lines = rows
    .slice(0, rowsShown)
    .map((row) =>
      element(
        "tr",
        { role: "row" },
        cell(
          element(
            "button",
            { class: "link", onclick: () => send({ type: "open", place: row.place }) },
            `${row.place.file}:${row.place.line + 1}`,
          ),
        ),
        cell(row.now, true),
        cell(row.difference === undefined ? row.supposed : `~${row.supposed}`, true),
      ),
    );
  const head = ["Call", "As in the code", "What if"].map((title, column) =>
    element("th", { scope: "col", role: "columnheader", class: column > 0 ? "number" : undefined }, title),
  );
  return [
    element("dl", { class: "figures" }, figure("As in the code", now), figure("What if", `~${supposed}`)),
    element("p", { class: "quiet" }, missing),
    element(
      "div",
      { class: "scroller" },
      element(
        "table",
        { role: "table" },
        element("caption", { class: "hidden" }, "Calls that the supposition changes most"),
        element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head)),
        element("tbody", { role: "rowgroup" }, ...lines),
      ),
    ),
  ];
}

function cell(content: Node | string, numeric = false): HTMLElement {
  return element("td", { role: "cell", class: numeric ? "number" : undefined }, content);
}
