import { stringify } from "yaml";
import type { LlmCall } from "../../calls/llm-call";
import { freeFile } from "../free-file";
import type { NewFile, RuleContext } from "../rule";

/**
 * A configuration of LiteLLM's proxy with one name for easy work and one for hard: what the small model fails at goes on to the
 * dear one. Undefined for calls that do not go through LiteLLM. Format: docs.litellm.ai/docs/proxy/reliability, read 2026-11-24.
 *
 * @param small the small model's name as LiteLLM takes it
 */
export function routerFile(call: LlmCall, small: string, context: RuleContext): NewFile | undefined {
  const [dear] = call.model.ids;
  const path = call.sdk === "litellm" ? freeFile(call.path, "litellm-router", ".yaml", context) : undefined;
  if (path === undefined || dear === undefined) return undefined;
  const body = {
    model_list: [
      { model_name: "easy", litellm_params: { model: small } },
      { model_name: "hard", litellm_params: { model: dear } },
    ],
    router_settings: { fallbacks: [{ easy: ["hard"] }] },
  };
  const head = "# Run it with: litellm --config <this file>, and ask it for the models easy and hard.\n";
  return { path, text: head + stringify(body) };
}
