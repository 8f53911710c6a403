import type { Configuration } from "../configuration";
import { matchesGlob } from "../files/glob";
import type { Rule, Severity } from "./rule";

/** Which rules run when nothing else is said: those that are sure and worth a look, every one, none. */
export const presets = ["recommended", "strict", "off"] as const;
export type Preset = (typeof presets)[number];

/**
 * How severe a rule's findings in a file are: the preset says, over it `rules`, over both the `overrides` whose pattern the
 * file matches, in their order.
 *
 * @param relative the file's path within its workspace folder
 */
export function severityIn(rule: Rule, relative: string, configuration: Configuration): Severity | "off" {
  const { preset, rules, overrides } = configuration;
  let severity = rules[rule.meta.id] ?? presetSeverity(rule, preset);
  for (const [pattern, override] of Object.entries(overrides)) {
    if (!matchesGlob(relative, pattern)) continue;
    const own = override.rules?.[rule.meta.id];
    if (own !== undefined) severity = own;
    else if (override.preset !== undefined) severity = presetSeverity(rule, override.preset);
  }
  return severity;
}

/** `strict` runs every rule, and what it finds is a warning at least: it fails a build that fails on warnings. */
function presetSeverity({ meta }: Rule, preset: Preset): Severity | "off" {
  if (preset === "off") return "off";
  if (preset === "strict") return meta.severity === "error" ? "error" : "warning";
  return meta.preset === "strict" ? "off" : meta.severity;
}
