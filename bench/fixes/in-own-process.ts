import { spawn } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** Tries the fixes of a folder in a process that is ended after `limitSeconds`; undefined when it did not get to its end. */
export function inOwnProcess(
  folder: string,
  limitSeconds: number,
): Promise<{ tried: number; bad: number } | undefined> {
  const tsx = resolve(root, "node_modules/tsx/dist/cli.mjs");
  const child = spawn(process.execPath, [tsx, resolve(root, "bench/try-fixes.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: process.platform !== "win32",
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  // tsx starts a process of its own: both are ended, as one group
  const end = () => (process.platform === "win32" ? child.kill() : process.kill(-child.pid!, "SIGKILL"));
  const timer = setTimeout(end, limitSeconds * 1_000);
  return new Promise((settle) =>
    child.on("close", () => {
      clearTimeout(timer);
      const found = /: (\d+) tried, (\d+) bad$/m.exec(text);
      for (const line of text.split("\n")) if (line.includes("✗")) console.log(line);
      settle(found === null ? undefined : { tried: Number(found[1]), bad: Number(found[2]) });
    }),
  );
}
