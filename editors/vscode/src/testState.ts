/** The command "Test State at Cursor": asks for an input and a mock, lets the server run the state, shows the report. */
import * as vscode from "vscode";
import { chooseInput } from "./choices";
import { message, ReportView } from "./report";

/** What `asl.testState` answers. */
interface StateTest {
  state: string;
  /** The answer in the form of AWS's TestState. */
  response: { status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR" };
  report: string;
}

/** What stands in for the state's work. */
interface Mock {
  result?: unknown;
  errorOutput?: { error: string; cause?: string };
}

/** Tests a state of the active editor, the one at the cursor unless it is named; answers the result for tests and others. */
export async function testState(view: ReportView, state?: string): Promise<StateTest | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showInformationMessage("Open a state machine to test one of its states.");
    return undefined;
  }
  const uri = editor.document.uri;
  const { line, character } = editor.selection.active;
  return view.run("asl.testState", editor.document, async () => {
    const input = await chooseInput(uri);
    const mock = input && (await chooseMock());
    const which = state === undefined ? { position: { line, character } } : { state };
    return mock && { uri: uri.toString(), ...which, ...input, ...mock };
  });
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
    return message(failure);
  }
}
