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
