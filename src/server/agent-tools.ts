/** A tool that an agent in the editor may call: what the manifest declares of it, and what a person is asked before it runs. */
export interface AgentTool {
  name: string;
  toolReferenceName: string;
  displayName: string;
  userDescription: string;
  modelDescription: string;
  icon: string;
  tags: readonly string[];
  inputSchema: object;
  /** shown before and while it runs; the file or model that is asked about is added */
  confirm: { title: string; message: string };
  running: string;
}

const local = "Tokenbill reads the workspace on this machine. Nothing is sent and no file is changed.";
const file = { type: "string", description: "Path of a file, relative to its workspace folder, with forward slashes." };
const line = { type: "integer", minimum: 1, description: "Line of the call in that file, counted from 1." };

/** The tools that the extension contributes; `npm run generate` writes them into package.json. */
export const agentTools = [
  {
    name: "tokenbill_estimate_prompt_cost",
    toolReferenceName: "estimate_prompt_cost",
    displayName: "Estimate Prompt Cost",
    userDescription: "Tokens and cost of the model calls in a file, or of a prompt",
    modelDescription:
      "Says how many tokens a request to a language model takes and what it costs, without running or sending anything. Give `file` (and `line`) for calls that are in the workspace's code, or `prompt` and `model` for a text that is in no file yet. Use it before and after you change a prompt, a model or an output limit, and whenever the user asks what a model call costs.",
    icon: "$(graph)",
    tags: ["cost", "tokens", "llm"],
    inputSchema: {
      type: "object",
      properties: {
        file,
        line,
        prompt: { type: "string", description: "The text of a prompt, instead of a file." },
        system: { type: "string", description: "The system prompt that goes with it." },
        model: { type: "string", description: "Model id that the prompt is sent to, such as gpt-5-mini." },
        outputTokens: { type: "integer", minimum: 0, description: "Longest answer in tokens." },
      },
    },
    confirm: { title: "Estimate what a prompt costs?", message: local },
    running: "Estimating the cost",
  },
  {
    name: "tokenbill_list_cost_findings",
    toolReferenceName: "list_cost_findings",
    displayName: "List Cost Findings",
    userDescription: "Where the workspace spends too much on model calls",
    modelDescription:
      "Lists places in the workspace's code where calls to language models cost more than they need to: missing prompt caching, oversized contexts, dear or retired models, missing output limits. The largest saving comes first; each line has the place, the rule, what to do and what it saves. Use it when the user wants to reduce the cost of model calls.",
    icon: "$(lightbulb)",
    tags: ["cost", "lint", "llm"],
    inputSchema: {
      type: "object",
      properties: {
        file: { ...file, description: `${file.description} Left out: the whole workspace.` },
        limit: { type: "integer", minimum: 1, maximum: 100, description: "How many to list; 20 when left out." },
      },
    },
    confirm: { title: "List where model calls cost too much?", message: local },
    running: "Listing cost findings",
  },
  {
    name: "tokenbill_compare_models",
    toolReferenceName: "compare_models",
    displayName: "Compare Models",
    userDescription: "What a model call would cost with other models",
    modelDescription:
      "Says what one request of a model call in the workspace's code would cost with other models that can take it, the same vendor's first and the cheapest first. Prices only: the quality of the answers is not assessed. Give the call's `file` and `line`; `models` limits the comparison to these ids.",
    icon: "$(arrow-swap)",
    tags: ["cost", "models", "llm"],
    inputSchema: {
      type: "object",
      properties: {
        file,
        line,
        models: { type: "array", items: { type: "string" }, maxItems: 20, description: "Model ids to compare with." },
      },
      required: ["file"],
    },
    confirm: { title: "Compare models for a call?", message: local },
    running: "Comparing models",
  },
] as const satisfies readonly AgentTool[];

export type AgentToolName = (typeof agentTools)[number]["name"];
