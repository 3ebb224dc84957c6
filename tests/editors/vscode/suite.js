// Runs inside VS Code's extension host, with the packaged extension installed; the folder is a copy of tests/corpus.
const assert = require("node:assert/strict");
const vscode = require("vscode");

let failed = 0;

async function test(name, body) {
  try {
    await body();
    console.log(`ok   ${name}`);
  } catch (failure) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${failure.stack}`);
  }
}

async function open(name) {
  const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** The position of `text` in the first line that holds `lineText`. */
function place(document, lineText, text) {
  for (let line = 0; line < document.lineCount; line++) {
    const content = document.lineAt(line).text;
    if (content.includes(lineText)) return new vscode.Position(line, content.indexOf(text));
  }
  throw new Error(`no line holds ${lineText}`);
}

/** Waits for diagnostics of a document that fulfil a condition. */
function diagnostics(document, condition) {
  const now = () => vscode.languages.getDiagnostics(document.uri);
  return new Promise((resolve, reject) => {
    if (condition(now())) return resolve(now());
    const timer = setTimeout(() => reject(new Error(`timed out; diagnostics: ${JSON.stringify(now())}`)), 30_000);
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (!condition(now())) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(now());
    });
  });
}

/** What `provider` answers at a position once the server is up. */
const ask = (provider, document, position, ...more) =>
  vscode.commands.executeCommand(provider, document.uri, position, ...more);

exports.run = async function run() {
  const broken = await open("order-processing.broken.asl.json");
  const typo = place(broken, '"IsLargeOder"', "IsLargeOder");

  await test("language", () => assert.equal(broken.languageId, "asl"));

  await test("diagnostics", async () => {
    const found = await diagnostics(broken, (all) => all.length > 0);
    const here = found.filter((it) => it.range.start.isEqual(typo));
    assert.equal(here.length, 1, JSON.stringify(found));
    assert.match(here[0].message, /IsLargeOder/);
    assert.equal(here[0].severity, vscode.DiagnosticSeverity.Error);
  });

  await test("completion", async () => {
    const list = await ask("vscode.executeCompletionItemProvider", broken, typo);
    const labels = list.items.map((it) => it.label.label ?? it.label);
    for (const name of ["IsLargeOrder", "OrderComplete", "OrderInvalid"]) assert.ok(labels.includes(name), labels.join());
  });

  await test("hover", async () => {
    const hovers = await ask("vscode.executeHoverProvider", broken, place(broken, '"States.ALL"', "States.ALL"));
    const text = hovers.flatMap((it) => it.contents.map((part) => part.value ?? part)).join("\n");
    assert.match(text, /States\.ALL/);
  });

  await test("definition", async () => {
    const found = await ask("vscode.executeDefinitionProvider", broken, place(broken, '"Default"', "OrderInvalid"));
    const range = found[0].targetSelectionRange ?? found[0].targetRange ?? found[0].range;
    assert.equal(range.start.line, place(broken, '"OrderInvalid": {', "OrderInvalid").line);
  });

  await test("rename", async () => {
    const edit = await ask("vscode.executeDocumentRenameProvider", broken, place(broken, '"Default"', "OrderInvalid"), "Refused");
    assert.equal(edit.get(broken.uri).length, 4);
  });

  await test("quick fix", async () => {
    const actions = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", broken.uri, new vscode.Range(typo, typo));
    const fix = actions.find((it) => it.title.includes("IsLargeOrder"));
    assert.ok(fix, actions.map((it) => it.title).join());
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await diagnostics(broken, (all) => !all.some((it) => it.range.start.isEqual(typo)));
  });

  await test("simulation", async () => {
    const machine = await open("order-processing.asl.json");
    const uri = (name) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
    const json = async (name) => JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri(name))));
    const result = await vscode.commands.executeCommand("asl.simulate", {
      uri: machine.uri.toString(),
      input: await json("order-processing.input.json"),
      mocks: await json("order-processing.mocks.json"),
      testCase: "Approved",
    });
    assert.equal(result.status, "SUCCEEDED", JSON.stringify(result));
    assert.match(result.report, /ChargePayment/);
  });

  await test("simulate command asks and shows the report", async () => {
    const running = vscode.commands.executeCommand("asl.runSimulation");
    // Three questions: the input, the mocks, the test case; the first offer of each is the wanted one or does no harm.
    const answer = setInterval(() => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem"), 250);
    const result = await running.finally(() => clearInterval(answer));
    assert.ok(["SUCCEEDED", "FAILED"].includes(result.status), JSON.stringify(result));
    assert.ok(result.report.length > 0);
  });

  await test("graph", async () => {
    await open("order-processing.asl.json");
    const graph = await vscode.commands.executeCommand("asl.showGraph");
    assert.ok(graph.svg.startsWith("<svg") && graph.nodes.some((node) => node.name === "PackItems"));
    await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
  });

  await test("JSONata", async () => {
    const claim = await open("expense-claim.asl.json");
    const call = place(claim, "$string($states.input.amount)", "$string(").translate(0, "$string(".length);
    const help = await ask("vscode.executeSignatureHelpProvider", claim, call);
    assert.equal(help.signatures[0].label, "$string(arg, prettify?)");
    const legend = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokensLegend", claim.uri);
    const tokens = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokens", claim.uri);
    assert.ok(legend.tokenTypes.includes("function") && tokens.data.length > 0);
    const settings = vscode.workspace.getConfiguration("editor", claim);
    assert.equal(settings.get("semanticHighlighting.enabled"), true);
  });

  await test("YAML", async () => {
    const yaml = await open("order-processing.asl.yaml");
    assert.equal(yaml.languageId, "asl-yaml");
    const found = await ask("vscode.executeDefinitionProvider", yaml, place(yaml, "Default: OutOfStock", "OutOfStock"));
    const range = found[0].targetSelectionRange ?? found[0].targetRange ?? found[0].range;
    assert.equal(yaml.lineAt(range.start.line).text, "  OutOfStock:");
  });

  if (failed) throw new Error(`${failed} failed`);
};
