import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sdks } from "../../../src/engine/sdks/index";
import { prefilter } from "../../../src/engine/sdks/prefilter";

const words = prefilter(sdks);
const passes = (text: string) => words.some((word) => text.includes(word));

describe("the pre-filter's words", () => {
  it("let every case file through", () => {
    const folder = join(__dirname, "../../../src/engine/sdks/cases");
    const stopped = readdirSync(folder).filter((file) => !passes(readFileSync(join(folder, file), "utf8")));
    assert.deepEqual(stopped, []);
  });
  it("know the ways to import", () => {
    for (const text of [
      `import { generateText } from "ai";`,
      `const { OpenAI } = require('openai')`,
      `import OpenAI from "npm:openai@4";`,
      `const { GoogleGenAI } = await import("https://esm.sh/@google/genai@1.4.0");`,
      "from app.llm import litellm\nlitellm.completion(model=model, messages=messages)",
      "from google import genai",
      "import google.generativeai as genai",
      "import os, litellm",
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
      "const model = createModel(options);\nembed(prompt); response.create(messages);",
    ])
      assert.ok(!passes(text), text);
  });
});
