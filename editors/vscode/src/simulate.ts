/** The command "Simulate State Machine": asks for an input and mocks, lets the server run, shows the report. */
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { Choice, chooseInput, chooseMocks } from "./choices";

/** What `asl.simulate` answers. */
interface SimulationResult {
  status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  output?: unknown;
  error?: string;
  cause?: string;
  /** The readable report. */
  report: string;
}

export class Simulator implements vscode.Disposable {
  private readonly output = vscode.window.createOutputChannel("ASL Simulation");

  constructor(private readonly client: () => LanguageClient | undefined) {}

  dispose(): void {
    this.output.dispose();
  }

  /** Runs the machine of the active editor; answers the result for tests and other extensions. */
  async run(): Promise<SimulationResult | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    const client = this.client();
    if (!document || !client) {
      void vscode.window.showInformationMessage("Open a state machine to simulate it.");
      return undefined;
    }
    const choice = await this.choose(document);
    return choice && this.simulate(client, document, choice);
  }

  private async choose(document: vscode.TextDocument): Promise<Choice | undefined> {
    const input = await chooseInput(document.uri);
    if (!input) return undefined;
    const mocks = await chooseMocks(document.uri);
    return mocks && { ...input, ...mocks };
  }

  private async simulate(
    client: LanguageClient,
    document: vscode.TextDocument,
    choice: Choice,
  ): Promise<SimulationResult | undefined> {
    const parameters = { uri: document.uri.toString(), ...choice };
    try {
      const result = await client.sendRequest<SimulationResult>("workspace/executeCommand", {
        command: "asl.simulate",
        arguments: [parameters],
      });
      this.output.clear();
      this.output.appendLine(`${path.basename(document.fileName)}\n`);
      this.output.append(result.report);
      this.output.show(true);
      return result;
    } catch (failure) {
      void vscode.window.showErrorMessage(failure instanceof Error ? failure.message : String(failure));
      return undefined;
    }
  }
}
