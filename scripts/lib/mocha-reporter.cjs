// Only what failed, and one line a file of tests; writes the sums to the file that the option `summary` names.
const { writeFileSync } = require("node:fs");
const { relative } = require("node:path");
const { reporters } = require("mocha");

module.exports = class Summary extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const files = new Map();
    const count = (test, key) => {
      const file = test.file ? relative(process.cwd(), test.file) : "(no file)";
      const entry = files.get(file) ?? { passed: 0, failed: 0, skipped: 0, ms: 0 };
      entry[key] += 1;
      entry.ms += test.duration ?? 0;
      files.set(file, entry);
    };
    runner.on("pass", (test) => count(test, "passed"));
    runner.on("fail", (test) => count(test, "failed"));
    runner.on("retry", (test, error) => console.log(`  ↻ ${test.fullTitle()}: tried again after ${error.message}`));
    runner.on("pending", (test) => count(test, "skipped"));
    runner.once("end", () => {
      for (const [file, { passed, failed, skipped, ms }] of files) {
        const skip = skipped > 0 ? `, ${skipped} skipped` : "";
        console.log(
          `  ${failed > 0 ? "✗" : "✓"} ${file}: ${passed} passed${failed > 0 ? `, ${failed} failed` : ""}${skip} (${ms} ms)`,
        );
      }
      if (this.stats.failures > 0) reporters.Base.list(this.failures);
      const summary = options?.reporterOptions?.summary;
      if (summary) writeFileSync(summary, JSON.stringify({ passed: this.stats.passes, failed: this.stats.failures }));
    });
  }
};
