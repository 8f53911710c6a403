// npm start: the bill of a folder, then VS Code in the browser with Tokenbill on that folder.
// npm start [-- FOLDER] [-- --no-editor]
import { existsSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { installHost, installProject } from "./lib/install.mjs";
import { inRoot, main, run, StepError, say, step } from "./lib/steps.mjs";

function folderToShow(argument) {
  const folder = argument === undefined ? inRoot("examples") : resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new StepError(
    "Finding the folder",
    `there is no folder ${folder}`,
    "Give the path of a folder: npm start -- PATH",
  );
}

async function printBill(folder) {
  say();
  const code = await run(process.execPath, [inRoot("dist", "cli.js"), "scan", folder], { allowFailure: true });
  say();
  if (code > 1) throw new StepError("Printing the bill", `exit code ${code}`, "The lines above say why.");
}

async function serve(folder) {
  await installHost();
  const { installExtension, startServer } = await import("../test/host/vscode-server.mjs");
  const { packageExtension } = await import("./package.mjs");
  const vsix = await packageExtension();
  const folders = {
    dataFolder: inRoot(".cache", "editor", "data"),
    extensionsFolder: inRoot(".cache", "editor", "extensions"),
  };
  await step("Installing the extension into VS Code", () => installExtension(vsix, folders));
  const server = await step("Starting VS Code on 127.0.0.1", () => startServer(folders));
  say();
  say(`VS Code with Tokenbill is at ${server.url}?folder=${encodeURI(folder)}`);
  say("Press Ctrl-C to stop it.");
  await new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, done);
  });
  await server.stop();
}

await main(async () => {
  const { values, positionals } = parseArgs({ options: { "no-editor": { type: "boolean" } }, allowPositionals: true });
  const folder = folderToShow(positionals[0]);
  await installProject();
  await step("Building", () => run(process.execPath, [inRoot("esbuild.mjs"), "--production"]));
  say(`• The bill of ${relative(process.cwd(), folder) || folder}`);
  await printBill(folder);
  if (!values["no-editor"]) await serve(folder);
});
