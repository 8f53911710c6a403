import * as vscode from "vscode";
import { type FolderContents, virtualFolderLimits } from "../server/protocol";

const sources = "**/*.{py,ts,tsx,mts,cts,js,jsx,mjs,cjs}";
const excluded = "**/{node_modules,.git,dist,build,.venv,venv,__pycache__}/**";

/** The source files of a folder that is not on disk, read through the editor. Bounded; says how many were left out. */
export async function readFolder(folder: vscode.Uri): Promise<FolderContents> {
  const pattern = new vscode.RelativePattern(folder, sources);
  const found = await vscode.workspace.findFiles(pattern, excluded);
  const sorted = found.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files: FolderContents["files"] = [];
  let bytes = 0;
  let leftOut = Math.max(0, sorted.length - virtualFolderLimits.files);
  for (const uri of sorted.slice(0, virtualFolderLimits.files)) {
    const content = bytes < virtualFolderLimits.bytes ? await readText(uri) : undefined;
    if (content === undefined) leftOut += 1;
    else {
      bytes += content.length;
      files.push({ uri: uri.toString(), text: content });
    }
  }
  return { files, leftOut };
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
