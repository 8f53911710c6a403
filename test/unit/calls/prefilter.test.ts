import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createPrefilter } from "../../../src/engine/files/prefilter";
import { sdks } from "../../../src/engine/sdks/index";
import { prefilter } from "../../../src/engine/sdks/prefilter";
import { findIn } from "./find";

const filter = createPrefilter(() => prefilter(sdks));
const passes = (text: string) => filter(new TextEncoder().encode(text));
const folder = join(__dirname, "../../../src/engine/sdks/cases");
const cases = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));

describe("the pre-filter's words", () => {
  it("let every case file through", () => {
    assert.deepEqual(
      cases.filter(({ text }) => !passes(text)).map(({ file }) => file),
      [],
    );
  });
  it("let every spelling of a call through, called or handed on", () => {
    for (const sdk of sdks)
      for (const { paths } of sdk.calls)
        for (const path of paths) {
          const [module] = sdk.words ?? sdk.modules;
          const callee = path.replaceAll("()", "(x)");
          for (const text of [`${callee}(x)`, `run = ${callee}\nrun(x)`, `await to_thread(${callee}, x)`]) {
            if (!path.includes(".") && text.startsWith("await")) continue;
            assert.ok(passes(`import x from "${module}"\n${text}`), `${sdk.name}: ${text}`);
          }
        }
  });
  it("stop no call: what they stop after names are changed has none", async () => {
    const names = new Set(sdks.flatMap((sdk) => sdk.calls.flatMap(({ paths }) => paths.map(lastName))));
    for (const sdk of sdks)
      for (const sender of sdk.http?.senders ?? []) for (const name of sender.names) names.add(name);
    let stopped = 0;
    for (const { file, text } of cases)
      for (const kept of ["", ...names]) {
        if (kept !== "" && !text.includes(kept)) continue;
        const changed = text.replace(/\w+/g, (word) => (names.has(word) && word !== kept ? "other" : word));
        if (passes(changed)) continue;
        stopped++;
        const calls = await findIn({ [`/w/${file}`]: changed }, `/w/${file}`);
        assert.deepEqual(
          calls.map(({ api }) => api),
          [],
          `${file} with ${kept || "no name"} left`,
        );
      }
    assert.ok(stopped > 20, `${stopped} stopped`);
  });
  it("know the ways to import", () => {
    for (const text of [
      `import { generateText } from "ai";\nawait generateText({ model })`,
      `const { OpenAI } = require('openai')\nclient.responses.create({})`,
      `import OpenAI from "npm:openai@4";`,
      `const { GoogleGenAI } = await import("https://esm.sh/@google/genai@1.4.0");`,
      "from app.llm import litellm\nlitellm.completion(model=model, messages=messages)",
      "from google import genai\nclient.models.generate_content(model=model)",
      "import google.generativeai as genai\nmodel.generate_content(prompt)",
      "import os, litellm\nlitellm.completion(model=model)",
      "from langchain_openai.chat_models import ChatOpenAI",
      `import { ChatOpenAI } from "@langchain/openai";`,
      "self.client.chat.completions.create(model=model, messages=messages)",
      "await fetch(`${base}/v1/chat/completions`)",
    ])
      assert.ok(passes(text), text);
  });
  it("stop code that has nothing to do with models", () => {
    for (const text of [
      `import fs from "node:fs";\nexport const main = () => fs.readFileSync("main.txt");`,
      "import os\nimport sys\nfrom main import app\n",
      `import * as vscode from "vscode";\nclient.sendRequest("textDocument/hover");`,
      `import boto3\ns3 = boto3.client("s3")`,
      "const agents = [];\nawait run(agents);",
      `import type { ModelMessage } from "ai";\nexport const first = (messages: ModelMessage[]) => messages[0];`,
      "from crewai import Agent, Crew, Task\nfrom crewai.tools import tool\n\ndef agents() -> list[Agent]:\n    return []\n",
      "const model = createModel(options);\nembed(prompt); response.create(messages);",
    ])
      assert.ok(!passes(text), text);
  });
});

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1).replace("()", "");
}
