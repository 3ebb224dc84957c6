/** The command "Simulate State Machine": asks for an input and mocks, lets the server run, shows the report. */
import * as vscode from "vscode";
import { Choice, chooseInput, chooseMocks } from "./choices";
import { ReportView } from "./report";

/** What `asl.simulate` answers. */
interface SimulationResult {
  status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  output?: unknown;
  error?: string;
  cause?: string;
  report: string;
}

/** What a code lens says: which document, and one of the test cases beside it. */
export interface Target {
  uri: string;
  testCase?: string;
  /** Of a template with several. */
  stateMachine?: string;
}

/** Runs the machine of the active editor, or what a lens names; answers the result for tests and other extensions. */
export async function simulate(view: ReportView, target?: Target): Promise<SimulationResult | undefined> {
  if (target?.testCase !== undefined) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri));
    return view.run("asl.simulate", document, () => Promise.resolve(target));
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showInformationMessage("Open a state machine to simulate it.");
    return undefined;
  }
  const document = editor.document;
  const { line, character } = editor.selection.active;
  return view.run("asl.simulate", document, async () => {
    const choice = await choose(document.uri);
    const stateMachine = target?.stateMachine;
    const place = stateMachine === undefined ? { position: { line, character } } : { stateMachine };
    return choice && { uri: document.uri.toString(), ...place, ...choice };
  });
}

async function choose(definition: vscode.Uri): Promise<Choice | undefined> {
  const input = await chooseInput(definition);
  const mocks = input && (await chooseMocks(definition));
  return mocks && { ...input, ...mocks };
}
