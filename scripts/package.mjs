// Makes out/tokenbill.vsix, its list of parts (SBOM) and the notices of what is bundled.
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundledPackages, checkLicences, notices } from "./lib/licences.mjs";
import { inRoot, main, npm, run, StepError, say, step, tool } from "./lib/steps.mjs";
import { zipEntries } from "./lib/unzip.mjs";

const limit = 10 * 1024 * 1024;

export async function packageExtension() {
  await step("Building for production", () => run(process.execPath, [inRoot("esbuild.mjs"), "--production"]));
  const packages = bundledPackages(JSON.parse(readFileSync(inRoot("out", "bundled.json"), "utf8")));
  checkLicences(packages);
  writeFileSync(inRoot("dist", "third-party-notices.txt"), notices(packages));
  const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  const file = inRoot("out", `tokenbill-${version}.vsix`);
  mkdirSync(inRoot("out"), { recursive: true });
  await step("Packaging the extension", () =>
    tool(
      "@vscode/vsce",
      ["package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", file],
      {
        quiet: true,
      },
    ),
  );
  const size = statSync(file).size;
  const entries = zipEntries(file);
  say(`  ${file}: ${(size / 1024 / 1024).toFixed(2)} MB, ${entries.length} files, ${packages.length} bundled packages`);
  if (size > limit) throw refused(`the package has ${size} bytes, more than ${limit}`);
  const strange = entries.filter(({ name }) =>
    /node_modules|\.(ts|map|tsbuildinfo)$|(^|\/)(test|bench|scripts|examples)\//.test(name),
  );
  if (strange.length > 0)
    throw refused(`the package holds what does not run: ${strange.map(({ name }) => name).join(", ")}`);
  const names = new Set(entries.map(({ name }) => name));
  const built = readdirSync(inRoot("dist"), { withFileTypes: true }).filter((entry) => entry.isFile());
  const wanted = [
    ...pathsIn(JSON.parse(readFileSync(inRoot("package.json"), "utf8"))),
    ...built.map(({ name }) => `dist/${name}`),
  ];
  const missing = wanted.filter((path) => !names.has(`extension/${path}`));
  if (missing.length > 0) throw refused(`the package does not hold ${missing.join(", ")}`);
  copyFileSync(file, inRoot("out", "tokenbill.vsix"));
  return file;
}

const refused = (cause) =>
  new StepError("Checking the package", cause, "scripts/package.mjs and .vscodeignore say what belongs into it.");

/** The files that the extension's manifest names; `bin` is the command line's. */
function pathsIn({ main: entry, icon, contributes }) {
  const strings = (value) =>
    typeof value === "string"
      ? [value]
      : value && typeof value === "object"
        ? Object.values(value).flatMap(strings)
        : [];
  const all = strings({ entry, icon, contributes }).map((text) => text.replace(/^\.\//, ""));
  return all.filter((text) => /^(dist|media|syntaxes|schemas)\/\S+$/.test(text));
}

/**
 * CycloneDX, from the lock file, beside the package. Everything that is bundled must be in it. npm is shown a project without its tools:
 * of one that has them, it leaves out what production shares with them.
 */
async function writeSbom() {
  const folder = mkdtempSync(join(tmpdir(), "tokenbill-sbom-"));
  let text = "";
  try {
    const { devDependencies: _, ...manifest } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify(productionLock()));
    const onLine = (line) => (text += `${line}\n`);
    await npm(["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], { cwd: folder, onLine, quiet: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const sbom = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  sbom.metadata.component.name = "tokenbill"; // npm takes the folder's name
  const listed = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`));
  const packages = bundledPackages(JSON.parse(readFileSync(inRoot("out", "bundled.json"), "utf8")));
  const missing = packages.map(({ name, version }) => `${name}@${version}`).filter((each) => !listed.has(each));
  if (missing.length > 0) throw refused(`the list of parts lacks what is bundled: ${missing.join(", ")}`);
  writeFileSync(inRoot("out", "tokenbill.sbom.json"), `${JSON.stringify(sbom, null, 2)}\n`);
  say(`  ${inRoot("out", "tokenbill.sbom.json")}: ${listed.size} packages`);
}

function productionLock() {
  const lock = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
  const { devDependencies: _, ...project } = lock.packages[""];
  const production = Object.entries(lock.packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
  return { ...lock, packages: { ...Object.fromEntries(production), "": project } };
}

if (process.argv[1] === inRoot("scripts", "package.mjs")) {
  await main(async () => {
    await packageExtension();
    await step(
      "Writing the list of parts (SBOM)",
      writeSbom,
      "npm 10 or newer is needed; what is bundled must be among the dependencies.",
    );
  });
}
