/** Where the server is found, and the client that talks to it. */
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

export async function createClient(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const server: ServerOptions = { command: await serverCommand(context), args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "asl" },
      { scheme: "file", language: "asl-yaml" },
      { scheme: "untitled", language: "asl" },
      { scheme: "untitled", language: "asl-yaml" },
    ],
    // The extension shows simulations in its own view, so the server writes no report file; a click on a code lens calls
    // these commands of the extension.
    initializationOptions: {
      reportView: true,
      commands: ["asl.runSimulation", "asl.runStateTest", "asl.showReferences"],
    },
  };
  return new LanguageClient("asl", "ASL Language Server", server, options);
}

/** The setting, else the bundled program, else the one on the PATH. */
async function serverCommand(context: vscode.ExtensionContext): Promise<string> {
  const wanted = vscode.workspace.getConfiguration("asl").get<string | null>("server.path");
  if (wanted && vscode.workspace.isTrusted) return wanted;
  const name = process.platform === "win32" ? "asl.exe" : "asl";
  const bundled = path.join(context.extensionPath, "server", name);
  return (await exists(bundled)) ? bundled : name;
}

async function exists(file: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
    return true;
  } catch {
    return false;
  }
}
