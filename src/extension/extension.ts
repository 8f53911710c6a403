import * as vscode from "vscode";
import { methods, type PriceModelParams, type PriceQuestion, type StatusParams } from "../server/protocol";
import { registerAgentTools } from "./agent-tools";
import { BillOrder } from "./bill-order";
import { type BillNode, BillTree, createBillView } from "./bill-tree";
import { compareModels } from "./compare-models";
import { countExactly } from "./count-exactly";
import { createConfiguration, nameModel } from "./configuration";
import { createEndOfLine } from "./end-of-line";
import { exportReport } from "./export-report";
import { createFileBill } from "./file-bill";
import { openPlace } from "./open-place";
import { createPriceList } from "./price-list";
import { priceModel } from "./price-model";
import { resolveCall } from "./resolve-call";
import { ReportPanel } from "./report-panel";
import { ReportStore } from "./report-store";
import { startServer } from "./server";
import { setVolume } from "./set-volume";
import { createStatus } from "./status";
import { provideTasks } from "./tasks";
import { updateBaseline } from "./update-baseline";

/** The VS Code side: starts the server, shows what it says. Parses and counts nothing itself. */
export function activate(context: vscode.ExtensionContext): void {
  const status = createStatus();
  const server = startServer(context, status);
  const store = new ReportStore(server);
  const panel = new ReportPanel(context.extensionUri, server, store, context.workspaceState);
  const order = new BillOrder(context.workspaceState);
  const tree = new BillTree(store, order);
  server.onNotification(methods.status, (params: StatusParams) => status.show(params));
  const command = (name: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(`tokenbill.${name}`, run);
  context.subscriptions.push(
    status,
    server,
    store,
    panel,
    tree,
    createEndOfLine(server, store),
    createFileBill(store),
    createPriceList(context, server, store),
    registerAgentTools(server),
    provideTasks(context.extensionPath),
    order,
    createBillView(tree, store, order),
    command("groupBill", () => order.group()),
    command("sortBill", () => order.sort()),
    command("filterBill", () => order.ask()),
    command("showWholeBill", () => order.showAll()),
    command("nameModelOfCall", resolveNode),
    command("setPriceOfCall", resolveNode),
    command("refreshReport", () => store.refresh()),
    command("openPlace", openPlace),
    command("showReport", () => panel.show()),
    command("revealCall", (call: string) => panel.show(call)),
    command("showCallers", showCallers),
    command("exportReport", () => exportReport(server)),
    command("createConfiguration", createConfiguration),
    command("updateBaseline", () => updateBaseline(server)),
    command("nameModel", (uri: string, origin: string) => nameModel(server, store, uri, origin)),
    command("compareModels", (uri?: unknown, position?: vscode.Position) => compareModels(server, uri, position)),
    command("countExactly", () => countExactly(context.secrets, server)),
    command("priceModel", (uri: string, model: string, kind: PriceModelParams["kind"], asks: PriceQuestion[]) =>
      priceModel(server, uri, model, kind, asks),
    ),
    command("setVolume", (uri?: unknown, position?: vscode.Position) => setVolume(server, uri, position)),
    command("toggleAnnotations", () => toggleAnnotations(context)),
    command("restartServer", () => server.restart()),
    command("showLog", () => server.showLog()),
    vscode.window.registerWebviewPanelSerializer(ReportPanel.viewType, panel),
  );
}

/** What gives the call of a row in the bill its price. */
async function resolveNode(node: BillNode): Promise<void> {
  if (node.kind === "call" && node.row.resolve) await resolveCall(node.row.place.uri, node.row.resolve);
}

/** Off, or back to how they were shown before. */
async function toggleAnnotations(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration("tokenbill");
  const now = settings.get<string>("annotations");
  if (now !== "off") await context.workspaceState.update("annotations", now);
  const before = context.workspaceState.get<string>("annotations") ?? "codeLens";
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const target = vscode.workspace.workspaceFolders ? Workspace : Global;
  await settings.update("annotations", now === "off" ? before : "off", target);
}

/** The places that call a wrapper, in the editor's own peek view. */
async function showCallers(
  uri: string,
  position: { line: number; character: number },
  callers: { uri: string; range: vscode.Range }[],
) {
  const locations = callers.map((caller) => {
    const { start, end } = caller.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    return new vscode.Location(vscode.Uri.parse(caller.uri), range);
  });
  const at = new vscode.Position(position.line, position.character);
  await vscode.commands.executeCommand("editor.action.peekLocations", vscode.Uri.parse(uri), at, locations, "peek");
}
