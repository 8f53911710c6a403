import type { ReferenceValue } from "./value";

/**
 * A reference as a table key: `fs.readFileSync()`, `process.env`, `os.environ.get()`. `node:` and default imports are
 * left out. Empty for what is neither a module nor a global name.
 */
export function referenceKey({ root, steps }: ReferenceValue): string {
  let key = "";
  if (root.kind === "module") key = root.module.replace(/^node:/, "");
  else if (root.kind === "unknown" && root.hole.reason === "unresolved name") key = root.hole.name;
  else return "";
  for (const step of steps) {
    if (step.kind === "member") {
      if (step.name !== "default") key += `.${step.name}`;
    } else key += step.kind === "call" ? "()" : "[]";
    if (key.length > 200) return "";
  }
  return key;
}
