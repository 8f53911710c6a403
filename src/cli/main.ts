import { run } from "./run";

function fail(error: unknown): void {
  process.stderr.write(`tokenbill: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

// Whoever reads the report may stop before its end (`| head`); a full disk is a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") fail(error);
});

run(process.argv.slice(2)).then((code) => {
  process.exitCode ??= code;
}, fail);
