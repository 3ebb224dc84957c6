/** The questions before a simulation: which input, which mocks, which test case. */
import * as path from "node:path";
import * as vscode from "vscode";
import { message } from "./report";

/** The arguments of `asl.simulate` besides the document. */
export interface Choice {
  input?: unknown;
  mocks?: unknown;
  stateMachine?: string;
  testCase?: string;
}

interface FileItem extends vscode.QuickPickItem {
  uri?: vscode.Uri;
}

/** The input: a JSON file of the definition's folder, or `{}`. `undefined` when the person gives up. */
export async function chooseInput(definition: vscode.Uri): Promise<Choice | undefined> {
  const files = await jsonFiles(definition, (name) => !/mock/i.test(name));
  const picked = await pick([{ label: "{}", description: "an empty input" }, ...files], "The input of the execution");
  if (!picked) return undefined;
  return picked.uri ? { input: await readJson(picked.uri) } : { input: {} };
}

/** Mocks and one of their test cases; none when the folder has no mock file. */
export async function chooseMocks(definition: vscode.Uri): Promise<Choice | undefined> {
  const files = await jsonFiles(definition, (name) => /mock/i.test(name));
  if (files.length === 0) return {};
  const none: FileItem = { label: "No mocks", description: "each task answers with a sample" };
  const picked = await pick([...files, none], "The answers of the tasks");
  if (!picked) return undefined;
  if (!picked.uri) return {};
  const mocks = await readJson(picked.uri);
  const testCase = await chooseTestCase(mocks);
  return testCase && { mocks, ...testCase };
}

interface CaseItem extends vscode.QuickPickItem {
  stateMachine: string;
  testCase: string;
}

/** Which test case of the mocks. Of a file without any the server says what is wrong. */
async function chooseTestCase(mocks: unknown): Promise<Choice | undefined> {
  const cases = testCases(mocks);
  if (cases.length === 0) return {};
  const only = cases.length === 1 ? cases[0] : undefined;
  const picked = only ?? (await vscode.window.showQuickPick(cases, { placeHolder: "The test case" }));
  return picked && { stateMachine: picked.stateMachine, testCase: picked.testCase };
}

/** The test cases of a MockConfigFile: `StateMachines.NAME.TestCases.CASE`. */
function testCases(mocks: unknown): CaseItem[] {
  const machines = (mocks as { StateMachines?: Record<string, { TestCases?: object } | null> } | null)?.StateMachines ?? {};
  return Object.entries(machines).flatMap(([stateMachine, machine]) =>
    Object.keys(machine?.TestCases ?? {}).map((testCase) => ({
      label: testCase,
      description: stateMachine,
      stateMachine,
      testCase,
    })),
  );
}

function pick(items: FileItem[], placeHolder: string): Thenable<FileItem | undefined> {
  return vscode.window.showQuickPick(items, { placeHolder });
}

/** The JSON files beside a definition that are no definitions themselves; those named after it come first. */
async function jsonFiles(definition: vscode.Uri, wanted: (name: string) => boolean): Promise<FileItem[]> {
  if (definition.scheme !== "file") return [];
  const folder = vscode.Uri.joinPath(definition, "..");
  const stem = path.basename(definition.path).split(".")[0] ?? "";
  const names = (await vscode.workspace.fs.readDirectory(folder))
    .filter(([name, type]) => type === vscode.FileType.File && name.endsWith(".json"))
    .map(([name]) => name)
    .filter((name) => !name.endsWith(".asl.json") && wanted(name));
  names.sort((a, b) => Number(b.startsWith(stem)) - Number(a.startsWith(stem)) || a.localeCompare(b));
  return names.map((name) => ({ label: name, uri: vscode.Uri.joinPath(folder, name) }));
}

async function readJson(uri: vscode.Uri): Promise<unknown> {
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new Error(`${path.basename(uri.path)} is not JSON: ${message(failure)}`);
  }
}
