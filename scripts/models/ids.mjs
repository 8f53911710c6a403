// The spellings of one model: what a dated, regional or hosted id is without its decoration.

const DATE =
  /[-@](?:20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;

export function undated(id) {
  return id.replace(DATE, "");
}

/** The vendor's own id of a hosted model: `us.anthropic.claude-opus-5-v1:0` → `claude-opus-5`. */
export function direct(provider, id) {
  let name = id;
  if (provider === "bedrock")
    name = name
      .replace(/^(?:us-gov|us|eu|apac|au|jp|in|ca|global)\./, "")
      .replace(/^(?:anthropic|openai|amazon|google|mistral|moonshotai|moonshot|zai|xai|qwen|minimax)\./, "")
      .replace(/^meta\.(?=llama)/, "")
      .replace(/-v\d+(?::\d+)?$/, "");
  else if (provider === "fireworks") name = name.replace(/^accounts\/fireworks\/(?:models|routers)\//, "");
  else if (name.includes("/")) name = name.slice(name.lastIndexOf("/") + 1);
  name = undated(name);
  if (provider === "openrouter") name = name.replace(/^(claude.*\d)\.(\d)/, "$1-$2");
  return name;
}
