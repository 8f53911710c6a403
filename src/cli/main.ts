import { setFlagsFromString } from "node:v8";
import { boundHeap } from "./heap";
import { run } from "./run";

// An engine that does not know a setting would complain on stderr, so it is given to the one that it was measured with.
if (process.versions.v8.startsWith("11.")) {
  // A scan is over before it pays to optimise all that is warm: that took 5 of the 13 s of CPU time for crewAI.
  setFlagsFromString("--interrupt-budget=300000");
}
boundHeap();

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
