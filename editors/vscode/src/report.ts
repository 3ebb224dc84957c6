/** What the two commands share: the server runs something, its report is shown in an output view. */
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

/** What every command of the server answers. */
interface Answer {
  /** The readable report. */
  report: string;
}

export class ReportView implements vscode.Disposable {
  private readonly output: vscode.OutputChannel;

  constructor(
    name: string,
    private readonly client: () => LanguageClient | undefined,
  ) {
    this.output = vscode.window.createOutputChannel(name);
  }

  dispose(): void {
    this.output.dispose();
  }

  /**
   * Asks for what the command needs, lets the server run it and shows the report below the document's name. Whatever
   * goes wrong is told; `undefined` then, and when the person gives up.
   */
  async run<T extends Answer>(
    command: string,
    document: vscode.TextDocument,
    ask: () => Promise<object | undefined>,
  ): Promise<T | undefined> {
    try {
      const client = this.client();
      if (!client) throw new Error("The ASL language server does not run.");
      const parameters = await ask();
      if (!parameters) return undefined;
      const answer = await client.sendRequest<T>("workspace/executeCommand", { command, arguments: [parameters] });
      this.show(`${path.basename(document.fileName)}\n\n${answer.report}`);
      return answer;
    } catch (failure) {
      void vscode.window.showErrorMessage(message(failure));
      return undefined;
    }
  }

  private show(text: string): void {
    this.output.clear();
    this.output.append(text);
    this.output.show(true);
  }
}

/** What to tell of something that was thrown. */
export function message(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
