/** The questions before a simulation: which input, which mocks, which test case. */
import * as path from "node:path";
import * as vscode from "vscode";

/** The arguments of `asl.simulate` besides the document. */
export interface Choice {
  input?: unknown;
  mocks?: unknown;
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
  const testCase = await pickTestCase(mocks);
  return testCase === undefined ? undefined : { mocks, testCase };
}

/** The test cases of a MockConfigFile: `StateMachines.NAME.TestCases.CASE`. */
function testCases(mocks: unknown): string[] {
  const machines = (mocks as { StateMachines?: Record<string, { TestCases?: object }> })?.StateMachines ?? {};
  return [...new Set(Object.values(machines).flatMap((machine) => Object.keys(machine.TestCases ?? {})))];
}

async function pickTestCase(mocks: unknown): Promise<string | undefined> {
  const names = testCases(mocks);
  if (names.length === 1) return names[0];
  const picked = await vscode.window.showQuickPick(names, { placeHolder: "The test case" });
  return picked;
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
  return JSON.parse(text);
}
