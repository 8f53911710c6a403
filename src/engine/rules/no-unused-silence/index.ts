import type { Rule } from "../rule";

/** Found where silences are applied (check.ts), because only there is it known what each comment silenced. */
export const rule: Rule = {
  meta: {
    id: "no-unused-silence",
    title: "A silencing comment that silences nothing",
    what: "A `tokenbill-ignore-…` comment stands where none of the rules it names reports anything.",
    why: "It hides the next real finding on that line.",
    whatToDo: "Remove the comment, or correct the rule's name.",
    severity: "warning",
    fixable: "safe",
    since: "0.1.0",
  },
  check: () => [],
};
