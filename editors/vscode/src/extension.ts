/** The extension's life: one language client, three commands. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./server";
import { Simulator } from "./simulate";
import { StateTester } from "./testState";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const simulator = new Simulator(() => client);
  const tester = new StateTester(() => client);
  context.subscriptions.push(
    simulator,
    tester,
    vscode.commands.registerCommand("asl.runSimulation", () => simulator.run()),
    vscode.commands.registerCommand("asl.runStateTest", () => tester.run()),
    vscode.commands.registerCommand("asl.restartServer", () => restart(context)),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("asl.server")) await restart(context);
    }),
  );
  await start(context);
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  try {
    client = await createClient(context);
    await client.start();
  } catch (failure) {
    client = undefined;
    void vscode.window.showErrorMessage(`The ASL language server did not start: ${message(failure)}`);
  }
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  await client?.dispose();
  await start(context);
}

function message(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
