import { directivesOf } from "../../calls/directives";
import type { Rule } from "../rule";

export const rule: Rule = {
  meta: {
    id: "no-invalid-directive",
    title: "A tokenbill comment that is not understood",
    what: "A comment `tokenbill: calls=10k/day context=3k output=400 feature=search` has a key or a value that Tokenbill does not know.",
    why: "What it says is left out of the bill, without a trace elsewhere.",
    whatToDo: "Correct the key or the value.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
  },
  check: () => [],
  checkFile: (file) =>
    directivesOf(file)
      .flatMap((directive) => directive.problems)
      .map(({ message, start, end }) => ({
        message,
        range: { path: file.path, start, end },
        fixes: [],
        disabled: "What you meant is for you to say.",
      })),
};
