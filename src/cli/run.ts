import { readFileSync } from "node:fs";
import { join } from "node:path";
import { baseline } from "./baseline";
import { compare } from "./compare";
import { diff } from "./diff";
import { fix } from "./fix";
import { runModels } from "./models";
import { HELP, parseOptions, UsageError } from "./options";
import { runPrices } from "./prices";
import { scan } from "./scan";
import { catalogueData, ownPrices, shippedCatalogueData, today } from "./workspace";

/** Runs one command line and answers with the exit code: 0 nothing to report, 1 findings, 2 could not run. */
export async function run(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    switch (command) {
      case "models":
        return print(runModels(rest, catalogueData(), today(), ownPrices()));
      case "prices":
        return await runPrices(rest, shippedCatalogueData(), today(), print);
      case "baseline":
        return await baseline(rest);
      case "compare":
        return await compare(rest);
      case "diff":
        return await diff(rest);
      case "fix":
        return await fix(rest);
    }
    const options = parseOptions(args);
    if (options.command === "help") return print(HELP);
    if (options.command === "version") return print(`${version()}\n`);
    return await scan(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`tokenbill: ${error.message}\n\nRun tokenbill --help for the options.\n`);
    return 2;
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8"));
  return manifest.version;
}
