import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Configuration, defaultConfiguration, loadConfiguration } from "../engine/configuration";
import type { Overrides } from "../engine/models/overrides";
import type { Host } from "../engine/files/host";
import { isInside } from "../engine/files/paths";
import { plain } from "../engine/reports/plain";
import { createNodeHost, toEnginePath } from "../node-host";
import { type ParsingThread, parseAhead } from "../parse-ahead";
import { withStoredPrices } from "../stored-prices";
import { UsageError } from "./options";

const ASSETS = join(__dirname, "assets");

export function hostOf(folders: readonly string[]): Host {
  return withStoredPrices(createNodeHost(folders, ASSETS));
}

export function parsingThread(folders: readonly string[]): ParsingThread {
  return parseAhead({ folders, assets: ASSETS, program: join(__dirname, "parse-thread.js") });
}

/** The catalogue in use: the refreshed one where it is newer than the one that ships with the product. */
export function catalogueData(): unknown {
  return JSON.parse(new TextDecoder().decode(hostOf([]).asset("models.json")));
}

/** What the configuration of the current folder says about prices. */
export function ownPrices(): Overrides | undefined {
  return loadConfiguration(hostOf([process.cwd()]), settings({})).configuration.pricing;
}

export function shippedCatalogueData(): unknown {
  return JSON.parse(new TextDecoder().decode(createNodeHost([], ASSETS).asset("models.json")));
}

/** Folders are the workspace. Single files are looked at within the current folder, so that their imports can be followed. */
export function workspaceOf(paths: readonly string[]): { folders: string[]; only?: string[] } {
  const full = (paths.length === 0 ? ["."] : paths).map((path) => resolve(path));
  const files = full.filter((path, index) => {
    if (!existsSync(path)) throw new UsageError(`there is no file or folder "${plain(paths[index]!)}"`);
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isDirectory())
      throw new UsageError(`"${plain(paths[index]!)}" is neither a file nor a folder`);
    return stat.isFile();
  });
  if (files.length === 0) return { folders: full };
  const here = process.cwd();
  const homes = files.map((file) => (isInside(toEnginePath(file), toEnginePath(here)) ? here : dirname(file)));
  const directories = full.filter((path) => !files.includes(path));
  return { folders: [...new Set([...directories, ...homes])], only: full.map(toEnginePath) };
}

export function settings(options: { includeTests?: boolean; pricesAsOf?: string }): Configuration {
  return {
    ...defaultConfiguration,
    includeTests: options.includeTests ?? false,
    pricesAsOf: options.pricesAsOf ?? today(),
  };
}

/** `YYYY-MM-DD`, in UTC as all dates of the catalogue. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
