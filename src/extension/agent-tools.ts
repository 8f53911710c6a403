import * as vscode from "vscode";
import { type AgentTool, agentTools } from "../server/agent-tools";
import { type AgentToolResult, methods } from "../server/protocol";
import type { Server } from "./server";

const { l10n } = vscode;

/** Hands the tools to the editor's agents. An editor without agents has no place to register them. */
export function registerAgentTools(server: Server): vscode.Disposable {
  if (typeof vscode.lm?.registerTool !== "function") return { dispose: () => {} };
  return vscode.Disposable.from(...agentTools.map((tool) => vscode.lm.registerTool(tool.name, toolOf(tool, server))));
}

function toolOf(tool: AgentTool, server: Server): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation({ input }) {
      const about = subjectOf(input);
      const [title, message, running] = [tool.confirm.title, tool.confirm.message, tool.running].map((text) =>
        l10n.t(text),
      ) as [string, string, string];
      return {
        invocationMessage: about === "" ? running : `${running}: ${about}`,
        confirmationMessages: { title, message: about === "" ? message : `${about}. ${message}` },
      };
    },
    async invoke({ input }) {
      const { text } = await server.request<AgentToolResult>(methods.agentTool, { tool: tool.name, input });
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

/** `src/a.ts:12` or the model: what a person sees of the input. */
function subjectOf(input: object): string {
  const { file, line, model } = (input ?? {}) as { file?: unknown; line?: unknown; model?: unknown };
  const of = typeof file === "string" ? `${file}${typeof line === "number" ? `:${line}` : ""}` : model;
  return typeof of === "string" ? of.replace(/\s+/g, " ").slice(0, 120) : "";
}
