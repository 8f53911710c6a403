import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "vscode-languageserver";
import { type CatalogueFile, catalogueFile } from "../engine/models/load";
import { catalogueAge, describeChanges } from "../engine/models/refresh";
import { updatePrices } from "../fetch-prices";
import { newerPrices, storedPricesPath, storePrices } from "../stored-prices";
import { guard } from "./guard";
import { methods, type PriceListData, type RefreshedPrices, type RefreshPricesParams } from "./protocol";
import { safeAddress } from "./safe-address";

export interface PriceListOptions {
  /** the folder of the files that ship with the product */
  assets: string;
  /** the address that the settings name in place of the catalogue's own; empty: none */
  address(): string;
  /** the day, `YYYY-MM-DD` */
  today(): string;
  /** new prices are stored: the session takes them up */
  renewed(): Promise<void>;
}

/** Answers what the client asks about the price list. The network is used by one request alone, which a person starts. */
export function answerPriceList(connection: Connection, options: PriceListOptions): void {
  let running: Promise<RefreshedPrices> | undefined;
  connection.onRequest(
    methods.priceList,
    guard(connection, "price list", async (): Promise<PriceListData> => describeList(options)),
  );
  connection.onRequest<RefreshedPrices, never>(
    methods.refreshPrices,
    guard(connection, "refresh prices", async ({ address }: RefreshPricesParams) => {
      running ??= refresh(options, address).finally(() => {
        running = undefined;
      });
      return running;
    }),
  );
}

function describeList(options: PriceListOptions): PriceListData {
  const file = currentFile(options.assets);
  return {
    address: addressOf(file, options),
    asOf: file.asOf,
    ...catalogueAge(file.asOf, options.today()),
    sources: Object.values(file.sources).map(({ name, asOf }) => `${name} (${asOf})`),
  };
}

/** @param confirmed the address that the person saw: nothing else is asked */
async function refresh(options: PriceListOptions, confirmed: string): Promise<RefreshedPrices> {
  const file = currentFile(options.assets);
  const failed = (reason: string): RefreshedPrices => ({ ok: false, reason, asOf: file.asOf });
  const address = addressOf(file, options);
  if (confirmed !== address) return failed("the address in the settings has changed meanwhile");
  const refused = safeAddress(address);
  if (refused !== undefined) return failed(refused);
  const result = await updatePrices(file, options.today(), { address });
  if (!result.ok) return failed(result.reason);
  try {
    storePrices(storedPricesPath(), result.file);
  } catch {
    return failed(`${storedPricesPath()} cannot be written`);
  }
  await options.renewed();
  return {
    ok: true,
    address,
    asOf: result.file.asOf,
    before: file.asOf,
    changes: describeChanges(result.changes),
    kept: describeChanges(result.refused),
    held: result.held,
    path: storedPricesPath(),
  };
}

function currentFile(assets: string): CatalogueFile {
  const shipped: unknown = JSON.parse(readFileSync(join(assets, "models.json"), "utf8"));
  const file = newerPrices(shipped, storedPricesPath()) ?? catalogueFile(shipped);
  if (file === undefined) throw new Error("the price catalogue cannot be read");
  return file;
}

function addressOf(file: CatalogueFile, { address }: PriceListOptions): string {
  return address() || file.refresh.address;
}
