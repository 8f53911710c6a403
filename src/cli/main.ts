import { run } from "./run";

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`tokenbill: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
