import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

export async function run(token: vscode.CancellationToken, client: LanguageClient) {
  const [model] = await vscode.lm.selectChatModels({ vendor: "copilot", family: "gpt-4o" });
  await model.sendRequest([vscode.LanguageModelChatMessage.User("Explain this")], {}, token);
  //          ^^^^^^^^^^^ call: vscode-lm.chat model=gpt-4o parts=user stream
  await client.sendRequest("textDocument/hover", {});
}

export async function participate(request: vscode.ChatRequest, model: vscode.LanguageModelChat, lsp: any, token: vscode.CancellationToken) {
  await request.model.sendRequest([vscode.LanguageModelChatMessage.User(request.prompt)], {}, token);
  //                  ^^^^^^^^^^^ call: vscode-lm.chat model=? parts=user stream
  await model.sendRequest([vscode.LanguageModelChatMessage.User("Sum it up")], {}, token);
  //          ^^^^^^^^^^^ call: vscode-lm.chat model=? parts=user stream
  await lsp.sendRequest("textDocument/definition", {});
}
