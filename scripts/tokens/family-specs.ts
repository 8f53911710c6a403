import { claudes } from "./claude-specs";
import type { FamilySpec } from "./family-spec";
import { linear } from "./linear-specs";
import { openai, own, unnamed } from "./openai-specs";
import { templates } from "./template-specs";

/** which media formula a family takes, by the start of its id */
const mediaFamilies: [RegExp, string][] = [
  [/^claude-(2|3|4$|4\.5)/, "claude"],
  [/^claude/, "claude-new"],
  [/^gemini/, "gemini"],
  [/^mistral/, "mistral"],
  [/^nova/, "nova"],
];

function mediaOf(id: string): { media?: string } {
  const media = mediaFamilies.find(([pattern]) => pattern.test(id))?.[1];
  return media ? { media } : {};
}

export const specs: FamilySpec[] = [
  {
    id: "openai-embeddings",
    encoding: "cl100k",
    method: "text",
    match: [
      { kind: "^embed", model: "ada-002|embedding-3-" },
      { route: own, kind: "^embed", model: unnamed },
    ],
  },
  {
    id: "openai-completions",
    encoding: "cl100k",
    method: "text",
    match: [{ route: own, kind: "^completions", model: unnamed }],
  },
  {
    // text that is drawn or spoken, and the prompt beside a recording: no frame is known
    id: "openai-media",
    method: "text",
    like: "openai-embeddings",
    media: "openai",
    match: [{ route: own, kind: "^(transcription|translation|speech|image|video)" }],
  },
  ...openai.map((spec) => ({
    ...spec,
    media: "openai",
  })),
  ...[...claudes, ...templates, ...linear].map((spec) => ({ ...spec, ...mediaOf(spec.id) })),
];
