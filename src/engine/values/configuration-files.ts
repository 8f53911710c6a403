import { dataFile } from "./data-files";
import { known, knownText } from "./make";
import { dirname, upwards } from "./paths";
import type { Run } from "./run";
import type { Origin, Value } from "./value";

/** Files that set the environment of what is deployed. */
const DEPLOYMENT = [
  "docker-compose.yml",
  "docker-compose.yaml",
  "compose.yml",
  "compose.yaml",
  "wrangler.toml",
  "vercel.json",
  "serverless.yml",
  "render.yaml",
  "app.yaml",
];
/** Where settings libraries look by themselves. */
const SETTINGS = ["settings", "config", "config/default", "config/settings"].flatMap((name) =>
  ["toml", "yaml", "yml", "json"].map((extension) => `${name}.${extension}`),
);
const DEEPEST = 8;
const MOST = 6;

/** What deployment files near a place say about one environment variable. No other key is looked at. */
export function deployedAs(run: Run, name: string, directory: string): Value[] {
  return lookUp(run, DEPLOYMENT, directory, (data, found) => variable(data, name, found, 0));
}

/** What the settings files near a place say about one key, by its path. */
export function settingOf(run: Run, path: readonly string[], origin: Origin): Value[] {
  for (const directory of upwards(run.sources.folders, dirname(origin.path))) {
    const found = lookUp(run, SETTINGS, directory, (data, into) => {
      const value = path.reduce<Value | undefined>((at, key) => entryOf(at, key), data);
      const scalar = value && settled(value);
      if (scalar) into.push(scalar);
    });
    if (found.length) return found;
  }
  return [];
}

function lookUp(
  run: Run,
  files: readonly string[],
  directory: string,
  read: (data: Value, found: Value[]) => void,
): Value[] {
  const found: Value[] = [];
  for (const file of files) {
    const path = `${directory}/${file}`;
    const data = run.sources.exists(path) ? dataFile(run, path) : undefined;
    if (data) read(data, found);
  }
  return found.slice(0, MOST);
}

/** A key whose case does not matter to settings libraries. */
function entryOf(value: Value | undefined, key: string): Value | undefined {
  if (value?.kind !== "map") return undefined;
  const exact = value.entries.get(key);
  if (exact) return exact.value;
  const lower = key.toLowerCase();
  for (const [name, field] of value.entries) if (name.toLowerCase() === lower) return field.value;
  return undefined;
}

/** `NAME: value`, `- NAME=value`, `- { name: NAME, value: value }`, wherever it stands. */
function variable(value: Value, name: string, found: Value[], depth: number): void {
  if (depth > DEEPEST || found.length >= MOST) return;
  if (value.kind === "list") {
    for (const { value: item } of value.items) {
      const text = knownText(item);
      if (text?.startsWith(`${name}=`)) push(known(text.slice(name.length + 1), item.origin), found);
      else variable(item, name, found, depth + 1);
    }
  } else if (value.kind === "map") {
    const named = knownText(value.entries.get("name")?.value ?? value.entries.get("key")?.value);
    const given = named === name ? value.entries.get("value")?.value : value.entries.get(name)?.value;
    if (given) push(given, found);
    for (const [key, field] of value.entries) if (key !== name) variable(field.value, name, found, depth + 1);
  }
}

function push(value: Value, found: Value[]): void {
  const scalar = settled(value);
  if (scalar) found.push(scalar);
}

/** A text without references: of `${NAME:-default}` the default. */
function settled(value: Value): Value | undefined {
  const text = knownText(value)?.trim();
  if (text === undefined || text === "" || text.length > 400) return undefined;
  const fallback = /^\$\{\w+:?-([^${}]+)\}$/.exec(text)?.[1];
  if (fallback !== undefined) return known(fallback, value.origin);
  return /\$\{?\w|^<.*>$/.test(text) ? undefined : known(text, value.origin);
}
