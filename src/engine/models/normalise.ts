/** What comes before and after a model id in code, taken off only as far as vendors and gateways document it. */
export interface Providers {
  direct: string[];
  fallback: Record<string, string[]>;
  prefixes: Record<string, string>;
  regions: string[];
}

const DATE =
  /[-@](?:20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;

/** `gpt-4o-2024-08-06`, `claude-sonnet-4-5-20250929`, `claude-3-5-sonnet@20240620` without their date. */
export function undated(id: string): string {
  return id.length > 200 ? id : id.replace(DATE, "");
}

/**
 * A Bedrock id without its first version: `anthropic.claude-opus-4-6-v1`, `…-20250929-v1:0`, `…:0:200k`. A second version can
 * be another model with another price: `amazon.titan-embed-text-v2:0`.
 */
export function unversioned(id: string): string {
  return undated(id.replace(/-v1(?::\d{1,2})?(?::\d{1,4}k)?$/, "").replace(/:\d{1,2}(?::\d{1,4}k)?$/, ""));
}

/** The candidate spellings of one id in one provider's list, most exact first. */
export function spellings(id: string, provider: string): string[] {
  const out = [id];
  if (provider === "bedrock") out.push(...bedrock(id));
  else if (provider === "google" || provider === "vertex") out.push(...google(id));
  else if (provider === "fireworks") out.push(`accounts/fireworks/models/${id}`);
  else if (provider === "openai" || provider === "azure") out.push(...tuned(id));
  for (const s of [...out]) if (undated(s) !== s) out.push(undated(s));
  return out;
}

/** The last part of an ARN or resource name, `models/x`, and stable versions `-001`. */
function google(id: string): string[] {
  const name = id.slice(id.lastIndexOf("/") + 1);
  const known = /^(?:models|tunedModels|(?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/[^/]+\/models)\/[^/]+$/;
  const base = id.length < 300 && known.test(id) && !id.startsWith("tunedModels") ? name : id;
  return [base, base.replace(/-0\d\d$/, "")];
}

function bedrock(id: string): string[] {
  const arn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:(?:foundation-model|inference-profile)\//.exec(id);
  const name = arn ? id.slice(arn[0].length) : id;
  const region = /^(?:us-gov|us|eu|apac|au|jp|in|ca)\./.exec(name);
  const plain = region ? name.slice(region[0].length) : undefined;
  const out = [name, unversioned(name)];
  if (plain) out.push(plain, unversioned(plain));
  return out;
}

/** A fine-tuned model `ft:gpt-4o-mini-2024-07-18:org::id` or `ft:gpt-3.5-turbo-0125:…` is priced by the row for its base. */
function tuned(id: string): string[] {
  if (!id.startsWith("ft:")) return [];
  const end = id.indexOf(":", 3);
  const base = undated(end < 0 ? id : id.slice(0, end));
  return [base, base.replace(/-\d{4}$/, "")];
}

/** Splits `vendor/model` and `vendor:model` where the vendor is a known name of a provider. */
export function prefixed(id: string, providers: Providers): { provider: string; id: string } | undefined {
  const at = id.search(/[/:]/);
  if (at <= 0) return undefined;
  const provider = providers.prefixes[id.slice(0, at).toLowerCase()];
  return provider ? { provider, id: id.slice(at + 1) } : undefined;
}

/** True for ids that only Amazon Bedrock writes: ARNs, region profiles, `vendor.model`. */
export function isBedrockId(id: string): boolean {
  return (
    /^arn:aws[a-z-]*:bedrock:/.test(id) ||
    /^(?:(?:us-gov|us|eu|apac|au|jp|in|ca|global)\.)?(?:anthropic|amazon|meta|mistral|cohere|openai|deepseek|qwen|ai21|writer|nvidia|minimax|moonshotai|moonshot|zai|xai|google)\.[a-z]/.test(
      id,
    )
  );
}
