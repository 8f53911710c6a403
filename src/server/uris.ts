import { URI } from "vscode-uri";
import { toEnginePath } from "../node-host";

/** A document's URI as a path of the engine: a file path for `file:`, the URI itself for anything else. */
export function pathOf(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === "file" ? toEnginePath(parsed.fsPath) : uri.replace(/\/$/, "");
}

/** The way back. A single letter before the colon is a drive, not a scheme. */
export function uriOf(path: string): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(path) ? path : URI.file(path).toString();
}
