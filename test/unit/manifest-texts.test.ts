import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const read = (name: string) => readFileSync(join(root, name), "utf8");

describe("the manifest's texts", () => {
  const manifest = read("package.json");
  const table: Record<string, string> = JSON.parse(read("package.nls.json"));

  it("stand in the table that is translated, each of them, and nothing else does", () => {
    const named = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!));
    assert.deepEqual(
      [...named].filter((key) => !(key in table)),
      [],
    );
    assert.deepEqual(
      Object.keys(table).filter((key) => !named.has(key)),
      [],
    );
    assert.deepEqual(
      Object.entries(table).filter(([, text]) => text.trim() === ""),
      [],
    );
  });

  it("name commands, settings and colours that are there", () => {
    const { contributes } = JSON.parse(manifest);
    const commands = new Set(contributes.commands.map(({ command }: { command: string }) => command));
    const settings = new Set(
      contributes.configuration.flatMap(({ properties }: { properties: object }) => Object.keys(properties)),
    );
    const text = Object.values(table).join("\n");
    const named = [...text.matchAll(/command:(tokenbill\.[\w]+)\)/g)].map(([, id]) => id!);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((id) => !commands.has(id)),
      [],
    );
    const linked = [...text.matchAll(/`#(tokenbill\.\w+)#`/g)].map(([, id]) => id!);
    assert.deepEqual(
      linked.filter((id) => !settings.has(id)),
      [],
    );
    const events: string[] = contributes.walkthroughs.flatMap(
      ({ steps }: { steps: { completionEvents: string[] }[] }) =>
        steps.flatMap(({ completionEvents }) => completionEvents),
    );
    const known = (event: string) =>
      /^onCommand:(.*)$/.exec(event)?.[1] === "tokenbill.nameModel" ||
      commands.has(/^onCommand:(.*)$/.exec(event)?.[1]) ||
      settings.has(/^onSettingChanged:(.*)$/.exec(event)?.[1]) ||
      event === "onContext:tokenbill.hasCalls";
    assert.deepEqual(
      events.filter((event) => !known(event)),
      [],
    );
    assert.ok(existsSync(join(root, "media", "walkthrough", "figures.svg")));
  });
});

describe("the texts of the code", () => {
  const folders = ["src/extension", "src/panel"];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => ({ name: join(folder, name), text: read(join(folder, name)) })),
  );

  it("pass through the table that is translated wherever VS Code shows them", () => {
    const shown =
      /(?:\b(?:title|prompt|placeHolder|detail|tooltip|message|description|name|label)(?::| =)|show(?:Information|Warning|Error)Message\(|setStatusBarMessage\()\s*(["`'][A-Z][a-z]+ [^\n]*)/g;
    const plain = sources.flatMap(({ name, text }) =>
      [...text.matchAll(shown)].map(([, literal]) => `${name}: ${literal}`),
    );
    assert.deepEqual(plain, []);
  });

  it("keep their holes when they are gathered", () => {
    const table: Record<string, string> = JSON.parse(read("l10n/bundle.l10n.json"));
    assert.ok(Object.keys(table).length > 200);
    for (const [key, text] of Object.entries(table)) assert.equal(key, text);
    assert.ok('only "{0}"' in table, "a text in single quotes");
  });
});
