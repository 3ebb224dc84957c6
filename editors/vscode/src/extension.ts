/** The extension's life: one language client, four commands. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { GraphView } from "./graph";
import { message, ReportView } from "./report";
import { createClient } from "./server";
import { simulate } from "./simulate";
import { testState } from "./testState";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const simulations = new ReportView("ASL Simulation", () => client);
  const tests = new ReportView("ASL State", () => client);
  const graphs = new GraphView(() => client);
  context.subscriptions.push(
    graphs,
    vscode.commands.registerCommand("asl.showGraph", () => graphs.show()),
    simulations,
    tests,
    vscode.commands.registerCommand("asl.runSimulation", () => simulate(simulations)),
    vscode.commands.registerCommand("asl.runStateTest", () => testState(tests)),
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
