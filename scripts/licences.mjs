// Lists what production depends on and under which licence; fails for one that is not accepted. Works offline.
import { readFileSync } from "node:fs";
import { checkLicences } from "./lib/licences.mjs";
import { inRoot, main, say } from "./lib/steps.mjs";

await main(async () => {
  const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
  const production = Object.entries(packages).filter(
    ([path, entry]) => path !== "" && !entry.dev && !entry.devOptional,
  );
  const installed = production.map(([path, { version }]) => {
    const { name, license } = JSON.parse(readFileSync(inRoot(path, "package.json"), "utf8"));
    return { name, version, licence: license ?? "none stated" };
  });
  for (const { name, version, licence } of installed) say(`${licence.padEnd(14)} ${name} ${version}`);
  checkLicences(installed);
  const scripts = production.filter(([, entry]) => entry.hasInstallScript);
  if (scripts.length > 0)
    throw new Error(`production packages with an install script: ${scripts.map(([path]) => path).join(", ")}`);
  say(`${installed.length} production packages, all under accepted licences, none with an install script.`);
});
