import { type ClientCapabilities, type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver";

/** Source code, and the files that prompts and configuration live in. */
const extensions =
  "py,pyi,ipynb,prompty,baml,mdc,ts,tsx,mts,cts,js,jsx,mjs,cjs,md,mdx,txt,prompt,jinja,jinja2,j2,hbs,mustache,json,jsonc,yaml,yml,toml,env";

/** Asks the client to tell of changes on disk. */
export async function watchFiles(connection: Connection, capabilities: ClientCapabilities | undefined): Promise<void> {
  if (!capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: `**/*.{${extensions}}` }, { globPattern: "**/.gitignore" }];
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}
