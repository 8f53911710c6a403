// Preloaded into a process that is started with --expose-gc: on SIGUSR2 it says on file descriptor 3 what lives in its heap.
const { writeSync } = require("node:fs");

process.on("SIGUSR2", () => {
  global.gc();
  const { heapUsed, rss } = process.memoryUsage();
  writeSync(3, `${JSON.stringify({ heapUsed, rss })}\n`);
});
