// What the bundles hold, under which licences; from the installed packages, without the network.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot, StepError } from "./steps.mjs";

/** Licences that allow to ship the code inside a product under MIT, with their notice. */
const accepted = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "Unlicense",
  "CC0-1.0",
  "CC-BY-4.0", // icons; the notices name their makers
]);

/** Shipped as files of their own, so esbuild does not see them. */
const asAssets = ["node_modules/@vscode/tree-sitter-wasm"];
/** What data the product ships, from whom, under which licences. */
const dataNotices = ["data/NOTICE.md", "data/vocabularies/NOTICE.md", "data/vocabularies/LICENSE-APACHE.txt"];

/** The packages behind a list of bundled files (paths from the project's root). */
export function bundledPackages(files) {
  const folders = files.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean);
  return [...new Set([...folders, ...asAssets])].sort().map((folder) => {
    const { name, version, license, licenses } = JSON.parse(readFileSync(inRoot(folder, "package.json"), "utf8"));
    return {
      folder,
      name,
      version,
      licence: license ?? licenses?.map(({ type }) => type).join(" OR ") ?? "none stated",
    };
  });
}

/** Throws when a package's licence is not among the accepted ones; `A OR B` needs one of them, `A AND B` all. */
export function checkLicences(packages) {
  const allowed = (text) =>
    text
      .replace(/[()]/g, "")
      .split(" OR ")
      .some((option) => option.split(" AND ").every((one) => accepted.has(one.trim())));
  const refused = packages.filter(({ licence }) => !allowed(licence));
  if (refused.length === 0) return;
  throw new StepError(
    "Checking licences",
    `not accepted: ${refused.map((one) => `${one.name}@${one.version} (${one.licence})`).join(", ")}`,
    "scripts/lib/licences.mjs lists the accepted ones. Use another package, or read the licence and add it there.",
  );
}

export function notices(packages) {
  const parts = packages.map(({ folder, name, version, licence }) => {
    const file = readdirSync(inRoot(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text =
      file && existsSync(inRoot(folder, file))
        ? readFileSync(join(inRoot(folder), file), "utf8").trim()
        : `Licence: ${licence}`;
    return `${name} ${version} (${licence})\n\n${text.replace(/\r\n/g, "\n")}\n`;
  });
  const data = dataNotices.map((file) => readFileSync(inRoot(file), "utf8"));
  return `Tokenbill ships parts of these packages, and the data named at the end.\n\n${[...parts, ...data].join(`\n${"-".repeat(78)}\n\n`)}`;
}
