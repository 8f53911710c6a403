import { readFileSync } from "node:fs";
import { inRoot } from "../../scripts/lib/steps.mjs";

/**
 * The panel as a page of its own; what it says to its host is collected in `window.sent`.
 *
 * @param {Record<string, string>} [texts] a translation
 */
export function panelPage(texts = {}) {
  const script = readFileSync(inRoot("dist/panel.js"), "utf8").replaceAll("</script", "<\\/script");
  const style = readFileSync(inRoot("dist/panel.css"), "utf8");
  const host = `window.sent = []; window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sent.push(message) });`;
  return `<!DOCTYPE html><html lang="en"><head><title>Panel</title><style>${style}</style></head>
    <body><div id="root"></div><script type="application/json" id="texts">${JSON.stringify(texts)}</script><script>${host}</script><script>${script}</script></body></html>`;
}
