import { stringify } from "yaml";
import type { LlmCall } from "../../calls/llm-call";
import { freeFile } from "../free-file";
import type { NewFile, RuleContext } from "../rule";

/**
 * A file that puts the small model in front of the dear one, for calls that go through a router: LiteLLM's or OpenRouter's. What the
 * small model fails at goes on to the dear one. Undefined for other calls.
 *
 * @param small the small model's name as the router takes it
 */
export function routerFile(call: LlmCall, small: string, context: RuleContext): NewFile | undefined {
  const [dear] = call.model.ids;
  if (dear === undefined) return undefined;
  const file = call.sdk === "litellm" ? litellm : call.provider === "openrouter" ? openrouter : undefined;
  const path = file && freeFile(call.path, file.name, file.extension, context);
  return path === undefined ? undefined : { path, text: file!.text(small, dear) };
}

interface RouterFile {
  name: string;
  extension: string;
  text(small: string, dear: string): string;
}

/** A configuration of its proxy. Format: docs.litellm.ai/docs/proxy/reliability, read 2026-11-24. */
const litellm: RouterFile = {
  name: "litellm-router",
  extension: ".yaml",
  text(small, dear) {
    const body = {
      model_list: [
        { model_name: "easy", litellm_params: { model: small } },
        { model_name: "hard", litellm_params: { model: dear } },
      ],
      router_settings: { fallbacks: [{ easy: ["hard"] }] },
    };
    const head = "# Run it with: litellm --config <this file>, and ask it for the models easy and hard.\n";
    return head + stringify(body);
  },
};

/**
 * The body that makes a preset of two models, of which the second one takes what the first one fails at: posted to
 * `/api/v1/presets/NAME/chat/completions`, it is asked for as `@preset/NAME`. Formats:
 * openrouter.ai/docs/guides/routing/model-fallbacks and …/api-reference/presets, read 2026-11-25.
 */
const openrouter: RouterFile = {
  name: "openrouter-preset",
  extension: ".json",
  text: (small, dear) => `${JSON.stringify({ model: small, models: [small, dear] }, null, 2)}\n`,
};
