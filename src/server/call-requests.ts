import type { CodeAction, CodeActionParams, Connection } from "vscode-languageserver";
import type { AnalysedCall } from "../engine/rules/rule";
import type { FileAnalysis, Session } from "../engine/session";
import { callAt } from "./call-at";
import { workspaceEdit } from "./code-actions";
import { compareModels, compareModelsActions } from "./compare-models";
import { answerExactCounts, type ExactCountOptions } from "./count-exactly";
import { guard } from "./guard";
import { configurationEdit, configurationPath } from "./name-model";
import { type Places, placesIn } from "./places";
import { priceEntry, priceModelActions } from "./price-model";
import {
  type CallPlace,
  type ComparedModels,
  methods,
  type PriceModelParams,
  type SetVolumeParams,
  type UseModelParams,
} from "./protocol";
import { setVolumeActions, volumeEdit } from "./set-volume";
import type { Workspace } from "./workspace";

/** What a person may do with a call, beside the fixes of findings. */
export function callActions(
  places: Places,
  analysis: FileAnalysis,
  { textDocument: { uri }, range, context: { only } }: CodeActionParams,
): CodeAction[] {
  const wants = (kind: string) => only === undefined || only.includes(kind);
  return [
    ...(wants("quickfix") ? priceModelActions(places, analysis, uri, range) : []),
    ...(wants("refactor") ? compareModelsActions(places, analysis, uri, range) : []),
    ...(wants("refactor") ? setVolumeActions(places, analysis, uri, range) : []),
  ];
}

/** Answers the requests about one call: its price with other models, another model in its place, a price of one's own. */
export function answerCallRequests(
  connection: Connection,
  workspace: Workspace,
  exact: Omit<ExactCountOptions, "find">,
): void {
  async function find({ uri, position }: CallPlace): Promise<Found | undefined> {
    const session = await workspace.session();
    const places = placesIn(session, workspace, uri);
    const analysed = callAt(places, session.analyse(workspace.path(uri)), position);
    return analysed && { session, places, analysed };
  }

  answerExactCounts(connection, { ...exact, find: async (place) => (await find(place))?.analysed });

  connection.onRequest<ComparedModels | null, never>(
    methods.compareModels,
    guard(connection, "compare models", async (place: CallPlace, token) => {
      const found = await find(place);
      if (found === undefined) return null;
      return compareModels(found.session, found.analysed, place, () => token.isCancellationRequested);
    }),
  );

  connection.onRequest<{ applied: boolean }, never>(
    methods.useModel,
    guard(connection, "use model", async ({ model, ...place }: UseModelParams) => {
      const found = await find(place);
      const change = found?.session.switchModel(found.analysed, model);
      if (found === undefined || change === undefined) return { applied: false };
      const label = `Use ${model}`;
      const edit = workspaceEdit(found.places, { edits: [change.edit] }, label);
      const { applied } = await connection.workspace.applyEdit({ label, edit });
      return { applied };
    }),
  );

  connection.onRequest<{ applied: boolean }, never>(
    methods.setVolume,
    guard(connection, "set volume", async ({ volume, ...place }: SetVolumeParams) => {
      const found = await find(place);
      const edit = found && volumeEdit(found.analysed.call, volume, { ...found, workspace });
      if (edit === undefined) return { applied: false };
      const { applied } = await connection.workspace.applyEdit({ label: `Volume: ${volume}`, edit });
      return { applied };
    }),
  );

  connection.onRequest<{ uri: string } | null, never>(
    methods.priceModel,
    guard(connection, "price model", async (params: PriceModelParams) => {
      await workspace.session();
      const path = configurationPath(workspace.folders(), workspace.path(params.uri));
      if (path === undefined) return null;
      const keys = ["pricing", "models", params.model];
      const edit = configurationEdit(workspace.uri(path), workspace.text(path), keys, priceEntry(params));
      const { applied } = await connection.workspace.applyEdit({ label: `Price of ${params.model}`, edit });
      return applied ? { uri: workspace.uri(path) } : null;
    }),
  );
}

interface Found {
  session: Session;
  places: Places;
  analysed: AnalysedCall;
}
