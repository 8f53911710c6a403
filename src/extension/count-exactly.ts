import * as vscode from "vscode";
import {
  type CallPlace,
  type ExactCount,
  type ExactCountOffer,
  methods,
  type SendCountParams,
} from "../server/protocol";
import type { Server } from "./server";
import { placeOfCursor } from "./place-of-cursor";

/** Characters of the request that the question shows; all of it can be opened. */
const shown = 600;

/** Has the call under the cursor counted by its vendor, after showing what is sent and where. */
export async function countExactly(secrets: vscode.SecretStorage, server: Server): Promise<void> {
  const place = placeOfCursor();
  const offer = place && (await server.request<ExactCountOffer | null>(methods.exactCount, place));
  if (!place || !offer) {
    vscode.window.showInformationMessage("Put the cursor on a model call first: there is none here.");
    return;
  }
  if (!offer.ok) {
    vscode.window.showInformationMessage(`This call cannot be counted by its vendor: ${offer.reason}.`);
    return;
  }
  if (isTraced()) {
    vscode.window.showWarningMessage("Switch `tokenbill.trace.server` off first: a trace would hold the key.");
    return;
  }
  if (!(await confirm(offer))) return;
  const key = await keyFor(secrets, offer);
  if (key !== undefined) await send(secrets, server, place, offer, key);
}

type Offer = ExactCountOffer & { ok: true };

function isTraced(): boolean {
  const trace = vscode.workspace.getConfiguration("tokenbill").get<string | { verbosity?: string }>("trace.server");
  const level = typeof trace === "object" ? trace?.verbosity : trace;
  return level !== undefined && level !== "off";
}

async function confirm({ name, address, bytes, body }: Offer): Promise<boolean> {
  const excerpt = body.length > shown ? `${body.slice(0, shown)} …` : body;
  const detail = [
    `${bytes} bytes go to ${address}, with your key. This is the request, prompt text included:`,
    excerpt,
    "Only the number that comes back is kept.",
  ].join("\n\n");
  const [sendIt, whole] = ["Send", "Show All of It"];
  const message = `Ask ${name}?`;
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, sendIt, whole);
  if (answer === whole) {
    const content = JSON.stringify(JSON.parse(body), undefined, 2);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "json", content }));
  }
  return answer === sendIt;
}

async function keyFor(secrets: vscode.SecretStorage, { endpoint, name, address }: Offer): Promise<string | undefined> {
  const stored = await secrets.get(secretName({ endpoint, address }));
  if (stored !== undefined) return stored;
  const key = await vscode.window.showInputBox({
    title: `Key for ${name}`,
    prompt: `Kept in VS Code's secret storage and sent to ${new URL(address).host} alone.`,
    password: true,
    ignoreFocusOut: true,
  });
  return key?.trim() || undefined;
}

/** A key is for one host: another address asks for its own. */
function secretName({ endpoint, address }: Pick<Offer, "endpoint" | "address">): string {
  return `count ${endpoint} ${new URL(address).origin}`;
}

async function send(
  secrets: vscode.SecretStorage,
  server: Server,
  place: CallPlace,
  offer: Offer,
  key: string,
): Promise<void> {
  const { address, hash, name } = offer;
  const params: SendCountParams = { place, address, hash, key };
  const location = vscode.ProgressLocation.Notification;
  const result = await vscode.window.withProgress({ location, title: `Tokenbill: asking ${name}` }, () =>
    server.request<ExactCount>(methods.sendCount, params),
  );
  if (result.ok) {
    await secrets.store(secretName(offer), key);
    vscode.window.showInformationMessage(`${result.tokens.toLocaleString("en")} tokens in, measured by ${name}.`);
    return;
  }
  if (result.key) await secrets.delete(secretName(offer));
  vscode.window.showWarningMessage(`Not counted: ${result.reason}. The estimate stays.`);
}
