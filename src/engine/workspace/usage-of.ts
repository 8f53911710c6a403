import { type Directive, directivesOf, usageAt } from "../calls/directives";
import type { LlmCall } from "../calls/llm-call";
import { parseAmount, parseVolume, type Usage } from "../calls/usage";
import type { Configuration } from "../configuration";
import { matchesGlob } from "../files/glob";
import { callSites } from "../syntax/call-sites";
import type { Program, Span } from "../syntax/program";

const directivesByProgram = new WeakMap<Program, Directive[]>();

/**
 * What a person wrote down about a call: the configuration's patterns in their order, over them the directives above the functions
 * that it is in, over them the directive right above it.
 *
 * @param relative the call's path within its workspace folder
 */
export function usageOf(
  call: LlmCall,
  program: Program | undefined,
  relative: string,
  configuration: Configuration,
): Usage | undefined {
  const written = program === undefined ? undefined : usageAt(program, directives(program), enclosing(program, call));
  const configured = configuredUsage(relative, configuration);
  return configured === undefined ? written : { ...configured, ...written };
}

function directives(program: Program): Directive[] {
  let found = directivesByProgram.get(program);
  if (found === undefined) {
    found = directivesOf(program);
    directivesByProgram.set(program, found);
  }
  return found;
}

/** The functions and classes around the call, outermost first, then the call itself. */
function enclosing(program: Program, call: LlmCall): Span[] {
  if (directives(program).length === 0) return [];
  const site = callSites(program).find(
    ({ call: node }) => node.start === call.range.start && node.end === call.range.end,
  );
  const around = (site?.ancestors ?? []).filter(({ kind }) => kind === "function" || kind === "class");
  return [...around.map(({ node }) => node), call.range];
}

function configuredUsage(relative: string, { usage }: Configuration): Usage | undefined {
  let found: Usage | undefined;
  for (const [pattern, entry] of Object.entries(usage)) {
    if (!matchesGlob(relative, pattern)) continue;
    found = {
      ...found,
      ...(entry.calls === undefined ? {} : { callsPerMonth: parseVolume(entry.calls) }),
      ...(entry.context === undefined ? {} : { contextTokens: parseAmount(String(entry.context)) }),
      ...(entry.output === undefined ? {} : { outputTokens: parseAmount(String(entry.output)) }),
      ...(entry.feature === undefined ? {} : { feature: entry.feature }),
    };
  }
  return found;
}
