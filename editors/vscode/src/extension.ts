/** The extension's life: one language client, four commands. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { GraphView } from "./graph";
import { message, ReportView } from "./report";
import { createClient } from "./server";
import { simulate, Target } from "./simulate";
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
    vscode.commands.registerCommand("asl.runSimulation", (lens?: Target | vscode.Uri) =>
      simulate(simulations, lens instanceof vscode.Uri ? undefined : lens),
    ),
    vscode.commands.registerCommand("asl.runStateTest", (lens?: { state?: string }) => testState(tests, lens?.state)),
    vscode.commands.registerCommand("asl.showReferences", showReferences),
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

/** What a click on "N ways in" does: the protocol's places as the editor wants them. */
async function showReferences(uri: string, at: Position, locations: { uri: string; range: Range }[]): Promise<void> {
  const range = ({ start, end }: Range) => new vscode.Range(start.line, start.character, end.line, end.character);
  const places = locations.map((it) => new vscode.Location(vscode.Uri.parse(it.uri), range(it.range)));
  const position = new vscode.Position(at.line, at.character);
  await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), position, places);
}

interface Position {
  line: number;
  character: number;
}

interface Range {
  start: Position;
  end: Position;
}
