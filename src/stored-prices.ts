import { mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Host } from "./engine/files/host";
import { type CatalogueFile, catalogueFile } from "./engine/models/load";
import { writeWhole } from "./write-whole";

/** Where refreshed prices are kept for this person on this machine. */
export function storedPricesPath(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  const base = process.platform === "win32" && APPDATA ? APPDATA : XDG_CONFIG_HOME || join(homedir(), ".config");
  return join(base, "tokenbill", "models.json");
}

/** The stored prices when they can be read and are newer than the shipped ones. */
export function newerPrices(shipped: unknown, path: string): CatalogueFile | undefined {
  const bundled = catalogueFile(shipped);
  const stored = readStored(path);
  return stored && (!bundled || stored.asOf > bundled.asOf) ? stored : undefined;
}

function readStored(path: string): CatalogueFile | undefined {
  try {
    return catalogueFile(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

export function storePrices(path: string, file: CatalogueFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, JSON.stringify(file));
}

/** The same host, but with the stored prices in place of the shipped ones where they are newer. */
export function withStoredPrices(host: Host, path = storedPricesPath()): Host {
  return {
    ...host,
    asset: (name) => {
      const shipped = host.asset(name);
      if (name !== "models.json") return shipped;
      const stored = newerPrices(JSON.parse(new TextDecoder().decode(shipped)), path);
      return stored ? new TextEncoder().encode(JSON.stringify(stored)) : shipped;
    },
  };
}
