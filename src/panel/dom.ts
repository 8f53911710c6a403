type Child = Node | string | undefined;
type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/**
 * An element with attributes and children. Text goes in as text nodes, so nothing of the workspace is ever read as HTML.
 * `true` writes an empty attribute, `false` and undefined none; a function listens to the event the key names (`onclick`).
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Does what replaces elements, and puts the focus on the one that came for the focused one: with the same id or `data-focus`. */
export function keepingFocus(replace: () => void): void {
  const { activeElement } = document;
  const { id, dataset } = activeElement instanceof HTMLElement ? activeElement : document.body;
  const key = id || dataset.focus;
  const selection = selectionOf(activeElement);
  replace();
  if (!key) return;
  const name = CSS.escape(key);
  const found = document.querySelector<HTMLElement>(`[id="${name}"], [data-focus="${name}"]`);
  if (!found || found === document.activeElement) return;
  found.focus();
  if (selection && found instanceof HTMLInputElement) found.setSelectionRange(...selection);
}

/** Inputs of numbers and dates have none. */
function selectionOf(input: Element | null): [number, number] | undefined {
  if (!(input instanceof HTMLInputElement)) return undefined;
  const { selectionStart, selectionEnd } = input;
  return selectionStart === null || selectionEnd === null ? undefined : [selectionStart, selectionEnd];
}
