import { element } from "./dom";
import type { PanelOutput, Place } from "./messages";

export function figure(name: string, value: string, note: string): HTMLElement {
  return element(
    "div",
    { class: "figure" },
    element("dt", {}, name),
    element("dd", {}, element("strong", {}, value), element("span", { class: "quiet" }, note)),
  );
}

/** Orders places by file, then line. */
export function sortable({ file, line }: Place): string {
  return `${file}:${String(line + 1).padStart(7, "0")}`;
}

/** `src/ask.ts:12` */
export function where({ file, line }: Place): string {
  return `${file}:${line + 1}`;
}

/** A link to the code: the file's name, and below it the folder. */
export function placeCell(place: Place, id: string, send: (message: PanelOutput) => void, withLine = true): Node {
  const whole = withLine ? where(place) : place.file;
  const at = whole.lastIndexOf("/") + 1;
  const link = {
    ...{ class: "link", "data-focus": `open-${id}`, "aria-label": whole, title: whole },
    onclick: () => send({ type: "open", place }),
  };
  const folder = at > 0 ? element("div", { class: "quiet folder" }, whole.slice(0, at - 1)) : undefined;
  const name = whole.slice(at);
  const line = name.lastIndexOf(":");
  // A long name is broken before its line rather than inside it.
  const text = line > 0 ? [name.slice(0, line), element("wbr", {}), name.slice(line)] : [name];
  return element("div", { class: "place" }, element("button", link, ...text), folder);
}

export function percent(share: number): string {
  return share > 0 && share < 0.001 ? "< 0.1 %" : `${(share * 100).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`;
}
