import { catalogueFile } from "../engine/models/load";
import { catalogueAge, describeChanges } from "../engine/models/refresh";
import { updatePrices } from "../fetch-prices";
import { newerPrices, storedPricesPath, storePrices } from "../stored-prices";
import { UsageError } from "./options";

export const PRICES_HELP = `Usage: tokenbill prices            where the prices come from and how old they are
       tokenbill prices update     fetch newer ones, show what changes, and keep them for this machine

The network is used by "update" alone, after it has named the address.
`;

/** Answers with the exit code. `print` takes whole lines. @throws UsageError with a message that says what to write instead */
export async function runPrices(
  args: string[],
  shipped: unknown,
  today: string,
  print: (text: string) => void,
  options: { path?: string; address?: string; timeoutMs?: number } = {},
): Promise<number> {
  const path = options.path ?? storedPricesPath();
  const file = newerPrices(shipped, path) ?? catalogueFile(shipped);
  if (!file) throw new UsageError("the price catalogue cannot be read");
  const [verb, ...rest] = args;
  if (verb === "--help" || verb === "-h") return say(print, PRICES_HELP, 0);
  if (rest.length > 0 || (verb !== undefined && verb !== "update"))
    throw new UsageError(`there is no "prices ${args.join(" ")}"`);
  if (verb === undefined) {
    const { days, tooOld } = catalogueAge(file.asOf, today);
    print(`Prices of ${file.asOf}, ${days} days old${tooOld ? ": run tokenbill prices update" : ""}\n`);
    for (const { name, asOf } of Object.values(file.sources)) print(`  ${name} (${asOf})\n`);
    return 0;
  }
  const address = options.address ?? file.refresh.address;
  print(`Fetching ${address}\n`);
  const result = await updatePrices(file, today, { address, timeoutMs: options.timeoutMs });
  if (!result.ok) {
    print(`Not updated: ${result.reason}. The prices of ${file.asOf} stay.\n`);
    return 2;
  }
  for (const line of describeChanges(result.changes)) print(`  ${line}\n`);
  for (const line of describeChanges(result.refused))
    print(`  kept the old price, the new one is too far off: ${line}\n`);
  storePrices(path, result.file);
  return say(print, `${result.changes.length} prices changed. Kept in ${path}\n`, 0);
}

function say(print: (text: string) => void, text: string, code: number): number {
  print(text);
  return code;
}
