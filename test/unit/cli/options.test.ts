import assert from "node:assert/strict";
import { parseOptions, UsageError } from "../../../src/cli/options";

describe("command line options", () => {
  it("has defaults", () => {
    assert.deepEqual(parseOptions(["scan"]), {
      cache: true,
      command: "scan",
      paths: [],
      format: "text",
      failOn: "warning",
      includeTests: false,
      limit: 20,
      pricesAsOf: undefined,
      output: undefined,
    });
  });

  it("says what to write instead of what was wrong", () => {
    const messages: [string[], RegExp][] = [
      [["scna"], /no command "scna"; try: tokenbill scan/],
      [["scan", "--format", "xml"], /--format takes one of text, json/],
      [["scan", "--fail-on", "never-ever"], /--fail-on takes one of error, warning/],
      [["scan", "--limit", "-1"], /limit/],
      [["scan", "--prices-as-of", "2026-13-40"], /a day like 2026-11-23/],
      [["scan", "--colour"], /colour/],
    ];
    for (const [args, message] of messages) {
      assert.throws(
        () => parseOptions(args),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    }
  });
});
