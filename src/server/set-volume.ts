import type { CodeAction, Range, WorkspaceEdit } from "vscode-languageserver";
import type { LlmCall } from "../engine/calls/llm-call";
import { relativePath } from "../engine/files/paths";
import type { FileAnalysis, Session } from "../engine/session";
import { callsIn } from "./call-at";
import { workspaceEdit } from "./code-actions";
import { configurationEdit, configurationPath } from "./name-model";
import type { Places } from "./places";
import type { Workspace } from "./workspace";

/** The client's command that asks for a volume and sends `SetVolumeParams`. */
export const setVolumeCommand = "tokenbill.setVolume";

/** For a call: write down how often it is made, so that it has a bill a month. */
export function setVolumeActions(places: Places, analysis: FileAnalysis, uri: string, range: Range): CodeAction[] {
  if (callsIn(places, analysis, range).length === 0) return [];
  const title = "Set the volume of this call …";
  return [{ title, kind: "refactor", command: { title, command: setVolumeCommand, arguments: [uri, range.start] } }];
}

/**
 * The edit that writes a volume down: into the directive above the call, into a new one, or into the configuration where no
 * comment can stand above the call. Undefined when there is no configuration to write to either.
 *
 * @param volume `10k/day`
 */
export function volumeEdit(
  call: LlmCall,
  volume: string,
  { session, workspace, places }: { session: Session; workspace: Workspace; places: Places },
): WorkspaceEdit | undefined {
  const written = session.writeVolume(call, volume);
  if (written !== undefined) return workspaceEdit(places, { edits: [written] });
  const configuration = configurationPath(workspace.folders(), call.path);
  if (configuration === undefined) return undefined;
  const keys = ["usage", relativePath(call.path, [configuration.slice(0, configuration.lastIndexOf("/"))]), "calls"];
  return configurationEdit(workspace.uri(configuration), workspace.text(configuration), keys, volume);
}
