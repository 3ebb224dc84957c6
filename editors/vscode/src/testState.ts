/** The command "Test State at Cursor": asks for an input and a mock, lets the server run the state, shows the report. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { chooseInput } from "./choices";

/** What `asl.testState` answers. */
interface StateTest {
  state: string;
  /** The answer in the form of AWS's TestState. */
  response: { status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR" };
  /** The readable report. */
  report: string;
}

/** What stands in for the state's work. */
interface Mock {
  result?: unknown;
  errorOutput?: { error: string; cause?: string };
}

export class StateTester implements vscode.Disposable {
  private readonly output = vscode.window.createOutputChannel("ASL State");

  constructor(private readonly client: () => LanguageClient | undefined) {}

  dispose(): void {
    this.output.dispose();
  }

  /** Tests the state at the cursor of the active editor; answers the result for tests and other extensions. */
  async run(): Promise<StateTest | undefined> {
    const editor = vscode.window.activeTextEditor;
    const client = this.client();
    if (!editor || !client) {
      void vscode.window.showInformationMessage("Open a state machine to test one of its states.");
      return undefined;
    }
    const uri = editor.document.uri;
    const { line, character } = editor.selection.active;
    const input = await chooseInput(uri);
    const mock = input && (await chooseMock());
    if (!input || !mock) return undefined;
    const parameters = { uri: uri.toString(), position: { line, character }, ...input, ...mock };
    try {
      const result = await client.sendRequest<StateTest>("workspace/executeCommand", {
        command: "asl.testState",
        arguments: [parameters],
      });
      this.output.clear();
      this.output.append(result.report);
      this.output.show(true);
      return result;
    } catch (failure) {
      void vscode.window.showErrorMessage(failure instanceof Error ? failure.message : String(failure));
      return undefined;
    }
  }
}

/** No mock, a result or an error. `undefined` when the person gives up. */
async function chooseMock(): Promise<{ mock?: Mock } | undefined> {
  const [none, result, error] = ["No mock", "A result", "An error"];
  const items = [
    { label: none, description: "a task answers with a sample" },
    { label: result, description: "JSON" },
    { label: error, description: "NAME: cause" },
  ];
  const picked = await vscode.window.showQuickPick(items, { placeHolder: "The outcome of the state's work" });
  if (!picked || picked.label === none) return picked && {};
  if (picked.label === result) {
    const text = await vscode.window.showInputBox({ prompt: "The result, as JSON", value: "{}", validateInput: notJson });
    return text === undefined ? undefined : { mock: { result: JSON.parse(text) } };
  }
  const text = await vscode.window.showInputBox({ prompt: "The error, and a cause behind a colon" });
  if (!text) return undefined;
  const colon = text.indexOf(":");
  const errorOutput = colon < 0 ? { error: text } : { error: text.slice(0, colon), cause: text.slice(colon + 1).trim() };
  return { mock: { errorOutput } };
}

function notJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
}
