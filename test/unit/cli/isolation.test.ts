import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { buildCli } from "./build-cli";

const root = resolve(__dirname, "../../..");

/** Makes every way to another machine or another program throw, and says so. Loaded before anything else. */
const preload = `
const refuse = (what) => () => { process.stderr.write("REFUSED " + what + "\\n"); throw new Error("REFUSED " + what); };
const close = (name, ...members) => { const m = require(name); for (const member of members) m[member] = refuse(name + "." + member); };
close("net", "connect", "createConnection", "createServer");
require("net").Socket.prototype.connect = refuse("Socket.connect");
close("tls", "connect");
close("http", "request", "get"); close("https", "request", "get"); close("http2", "connect");
close("dns", "lookup", "resolve", "resolve4", "resolve6"); close("dns/promises", "lookup", "resolve", "resolve4", "resolve6");
close("dgram", "createSocket");
close("child_process", "spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork");
require("vm").runInThisContext = refuse("vm.runInThisContext");
for (const name of ["fetch", "WebSocket", "EventSource", "eval", "Function"]) if (name in globalThis) globalThis[name] = refuse(name);
`;

const hasNamespaces = spawnSync("unshare", ["-rn", "true"]).status === 0;

describe("the command line, on its own", () => {
  let folder: string;
  let cli: string;
  let guard: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-isolation-"));
    guard = join(folder, "guard.cjs");
    writeFileSync(guard, preload);
    cli = buildCli(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const environment = { ...process.env, NODE_OPTIONS: "", XDG_CONFIG_HOME: join(tmpdir(), "tokenbill-no-such-folder") };
  const node = (args: string[], wrapped: string[] = []) => {
    const [command, ...rest] = [...wrapped, process.execPath, ...args];
    return spawnSync(command!, rest, { encoding: "utf8", env: environment });
  };
  const scan = (guarded: boolean, wrapped: string[] = []) =>
    node([...(guarded ? ["--require", guard] : []), cli, "scan", join(root, "examples"), "--format", "json"], wrapped);

  it("the guard of these tests stops what it should", () => {
    for (const code of [
      'fetch("http://127.0.0.1:9/")',
      'require("node:https").get("https://127.0.0.1:9/")',
      'new (require("node:net").Socket)().connect(9)',
      'require("node:dns").lookup("localhost", () => {})',
      'require("node:child_process").execSync("true")',
      'Function("return 1")()',
    ]) {
      const { status, stderr } = node(["--require", guard, "--eval", code]);
      assert.ok(status !== 0 && stderr.includes("REFUSED"), `${code}: ${stderr}`);
    }
  });

  it("a scan uses no network and starts no program", () => {
    const { stdout, stderr, status } = scan(true);
    assert.doesNotMatch(stderr, /REFUSED/);
    assert.ok(status === 0 || status === 1, stderr);
    assert.ok(JSON.parse(stdout).calls.length > 3);
  });

  it("a scan says the same where there is no network at all", function () {
    if (!hasNamespaces) {
      console.log("      left out: this system gives no network namespace (unshare -rn)");
      this.skip();
    }
    const { stdout, stderr } = scan(false, ["unshare", "-rn"]);
    assert.equal(stdout, scan(false).stdout, stderr);
  });

  it("a scan runs nothing of the workspace", () => {
    const workspace = join(folder, "workspace");
    const marker = join(folder, "marker");
    const python = `open(${JSON.stringify(marker)}, "a").write("ran")\n`;
    const script = `require("fs").appendFileSync(${JSON.stringify(marker)}, "ran");\n`;
    const files: Record<string, string> = {
      "package.json": JSON.stringify({
        name: "w",
        main: "index.js",
        scripts: { preinstall: `touch ${marker}`, postinstall: `touch ${marker}` },
      }),
      "index.js": script,
      "tokenbill.js": script,
      "tokenbill.config.js": script,
      "eslint.config.mjs": script,
      ".mocharc.cjs": script,
      "conftest.py": python,
      "sitecustomize.py": python,
      "setup.py": python,
      "a.py": `${python}from openai import OpenAI\nimport b\nclient = OpenAI()\nclient.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": b.PROMPT + eval("open('${marker}', 'w')") + \`touch ${marker}\`}])\n`,
      "b.py": `${python}PROMPT = __import__("os").popen("touch ${marker}").read()\n`,
      "c.ts": `import OpenAI from "openai";\nimport { P } from "./d.js";\n${script}const client = new OpenAI();\nclient.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: P + (() => { ${script} return "x"; })() }] });\n`,
      "d.js": `${script}module.exports.P = require("child_process").execSync("touch ${marker}");\n`,
      "prompts/e.j2": `You are {{ cycler.__init__.__globals__.os.popen("touch ${marker}").read() }}.\n`,
      "f.prompty": `---\nname: f\nsample: !!js/function "function () { ${script.replaceAll('"', "'").trim()} }"\n---\nsystem:\n{{ 1 }}\n`,
      "node_modules/openai/index.js": script,
      ".vscode/settings.json": JSON.stringify({ "tokenbill.priceListAddress": "http://127.0.0.1:9/" }),
      ".git/hooks/post-checkout": `#!/bin/sh\ntouch ${marker}\n`,
      ".git/config": `[core]\n\tfsmonitor = "touch ${marker}"\n`,
      ".env": `MODEL=$(touch ${marker})\n`,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text, { mode: 0o755 });
    }
    cpSync(join(root, "examples"), join(workspace, "examples"), { recursive: true });
    const before = readdirSync(workspace, { recursive: true }).sort();
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", guard, cli, "scan", ".", "--format", "json", "--include-tests"],
      { cwd: workspace, encoding: "utf8", env: environment },
    );
    assert.doesNotMatch(stderr, /REFUSED/);
    const called = new Set(JSON.parse(stdout).calls.map(({ file }: { file: string }) => file));
    for (const path of ["a.py", "c.ts", "f.prompty"]) assert.ok(called.has(path), `${path} was analysed`);
    assert.equal(existsSync(marker), false, "something of the workspace ran");
    assert.deepEqual(readdirSync(workspace, { recursive: true }).sort(), before, "nothing is written either");
  });
});
