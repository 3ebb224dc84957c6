/** The command "Show Graph": the picture of the machine beside its text; each follows the other. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { message } from "./report";

/** What `asl/graph` answers, as far as the view reads it. */
interface Graph {
  svg: string;
  at?: number | null;
  nodes: { selectionRange?: { start: Position; end: Position } }[];
}

interface Position {
  line: number;
  character: number;
}

/** How long typing has to rest before the picture is drawn again, in milliseconds. */
const REST = 150;

export class GraphView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private graph: Graph | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners: vscode.Disposable[] = [];

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.listeners.push(
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document === this.document) this.soon();
      }),
      vscode.window.onDidChangeTextEditorSelection((change) => {
        if (change.textEditor.document === this.document) this.soon();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.panel && editor && isDefinition(editor.document)) {
          this.document = editor.document;
          this.soon();
        }
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    this.listeners.forEach((it) => it.dispose());
  }

  /** Opens the view for the active editor; answers the picture for tests and other extensions. */
  async show(): Promise<Graph | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) {
      void vscode.window.showInformationMessage("Open a state machine to see its graph.");
      return undefined;
    }
    this.document = document;
    this.panel ??= this.open();
    this.panel.reveal(vscode.ViewColumn.Beside, true);
    return this.draw();
  }

  private open(): vscode.WebviewPanel {
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("asl.graph", "State Machine", beside, { enableScripts: true });
    panel.webview.html = page();
    panel.webview.onDidReceiveMessage((chosen: { node?: number }) => this.reveal(chosen.node));
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }

  private soon(): void {
    clearTimeout(this.timer);
    if (this.panel) this.timer = setTimeout(() => void this.draw(), REST);
  }

  private async draw(): Promise<Graph | undefined> {
    const { document, panel } = this;
    if (!document || !panel) return undefined;
    try {
      const client = this.client();
      if (!client) throw new Error("The ASL language server does not run.");
      const graph = await client.sendRequest<Graph | null>("asl/graph", {
        textDocument: { uri: document.uri.toString() },
        position: editorOf(document)?.selection.active,
      });
      this.graph = graph ?? undefined;
      if (graph) await panel.webview.postMessage({ svg: graph.svg, at: graph.at });
      return this.graph;
    } catch (failure) {
      void vscode.window.showErrorMessage(message(failure));
      return undefined;
    }
  }

  /** Selects the state that was clicked in the text. */
  private async reveal(node: number | undefined): Promise<void> {
    const range = node === undefined ? undefined : this.graph?.nodes[node]?.selectionRange;
    if (!this.document || !range) return;
    const column = editorOf(this.document)?.viewColumn ?? vscode.ViewColumn.One;
    const { start, end } = range;
    await vscode.window.showTextDocument(this.document, {
      viewColumn: column,
      selection: new vscode.Range(start.line, start.character, end.line, end.character),
    });
  }
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((it) => it.document === document);
}

function isDefinition(document: vscode.TextDocument): boolean {
  return document.languageId === "asl" || document.languageId === "asl-yaml";
}

/** The page around the picture. The picture comes from the server and holds no scripts; the page allows its own only. */
function page(): string {
  const nonce = Array.from({ length: 24 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<style>
  body { margin: 0; background: var(--vscode-editor-background) }
  .asl { display: block; margin: auto }
  .state { cursor: pointer }
  .vscode-dark .asl, .vscode-high-contrast .asl { --ground: transparent; --card: #24292f; --line: #3d444d; --group: #1f2429;
    --ink: #e6edf3; --soft: #9198a1; --way: #7d8590; --bad: #f47067; --tint: 0.22 }
  .vscode-light .asl { --ground: transparent; --card: #ffffff; --line: #d5dae1; --group: #f6f8fa; --ink: #1f2328;
    --soft: #656d76; --way: #8b949e; --bad: #d1383d; --tint: 0.13 }
  .asl .plate { fill: var(--vscode-editor-background) }
</style></head>
<body><div id="graph"></div>
<script nonce="${nonce}">
  const vscode = acquireVsCodeApi(), view = document.getElementById("graph");
  let drawn = "";
  window.addEventListener("message", ({ data }) => {
    if (data.svg !== drawn) view.innerHTML = drawn = data.svg;
    view.querySelectorAll(".selected").forEach((it) => it.classList.remove("selected"));
    const node = typeof data.at === "number" && view.querySelector('[data-node="' + data.at + '"]');
    if (!node) return;
    node.classList.add("selected");
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  view.addEventListener("click", ({ target }) => {
    const node = target.closest("[data-node]");
    if (node) vscode.postMessage({ node: Number(node.dataset.node) });
  });
</script></body></html>`;
}
