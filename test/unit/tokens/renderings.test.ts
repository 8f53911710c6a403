import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mark, type Rendering } from "../../../src/engine/tokens/renderings/rendering";
import { renderings } from "../../../src/engine/tokens/renderings/renderings";
import type { Json, ToolShape } from "../../../src/engine/tokens/request";

const tool = (name: string, description: string, parameters?: Json): ToolShape => ({
  name,
  description: description ? [description] : [],
  holes: [],
  ...(parameters === undefined ? {} : { parameters }),
});

const trip = tool("book_trip", "Books a trip", {
  type: "object",
  properties: {
    to: { type: "string", description: "Where to" },
    class: { type: "string", enum: ["first", "second"] },
    days: { type: "array", items: { type: "integer" } },
    guest: {
      type: "object",
      description: "Who travels",
      properties: { name: { type: "string" }, child: { type: "boolean" } },
      required: ["name"],
    },
  },
  required: ["to", "guest"],
});

const shown = (text: string | undefined) => text?.replaceAll(mark, "¦");

describe("what chat templates write", () => {
  it("writes tools as functions, and the objects in their arguments as classes", () => {
    assert.equal(
      shown(renderings.signatures.tools([trip])),
      `@dataclasses.dataclass(kw_only=True)
class BookTripGuest:
  """Who travels

  Attributes:
    name: 
    child: 
  """
  name: str
  child: bool | None = None


def book_trip(
    to: str,
    class: Literal["first", "second"] | None = None,
    days: list[int] | None = None,
    guest: BookTripGuest) -> dict:
  """Books a trip

  Args:
    to: Where to
    class: 
    days: 
    guest: Who travels
  """¦¦¦`,
    );
  });

  it("writes tools as declarations between marks", () => {
    const plain = tool("look_up", "", {
      type: "object",
      properties: { query: { type: "string", description: "What" } },
      required: ["query"],
    });
    assert.equal(
      shown(renderings.declarations.tools([plain])),
      "¦declaration:look_up{parameters:{properties:{query:{description:¦What¦,type:¦STRING¦}},required:[¦query¦],type:¦OBJECT¦}}¦",
    );
    assert.equal(
      shown(renderings.declarations.call?.("look_up", '{"query":"Oslo","n":2}')),
      "¦call:look_up{query:¦Oslo¦,n:2}¦",
    );
    assert.equal(shown(renderings.declarations.result?.("found", "look_up")), "¦response:look_up{value:¦found¦}¦");
  });

  it("writes tools as JSON, and calls as each host does", () => {
    const plain = tool("look_up", "Looks it up", { type: "object", properties: {} });
    const json =
      '{"name": "look_up", "description": "Looks it up", "parameters": {"type": "object", "properties": {}}}';
    assert.equal(shown(renderings.mistral.tools([plain])), `¦[{"type": "function", "function": ${json}}]¦`);
    assert.equal(shown(renderings.mistral.call?.("look_up", '{"a":1,"b":2}')), '¦look_up¦{"a": 1, "b": 2}');
    assert.equal(renderings.dsml.tools([plain, plain]), `${json}\n${json}`);
    assert.equal(
      shown(renderings.dsml.call?.("look_up", '{"query":"Oslo","n":2}')),
      `<¦invoke name="look_up">
<¦parameter name="query" string="true">Oslo</¦parameter>
<¦parameter name="n" string="false">2</¦parameter>
</¦invoke>
`,
    );
    assert.equal(renderings.hermes.tools([plain]), `\n{"type": "function", "function": ${json}}`);
    assert.equal(
      renderings.hermesOllama.tools([plain]),
      '\n{"type": "function", "function": {"name":"look_up","description":"Looks it up","parameters":{"type":"object","properties":{}}}}',
    );
    assert.equal(
      shown(renderings.harmony.result?.("found", "look_up")),
      "¦functions.look_up to=assistant¦commentary¦found¦",
    );
  });

  it("ends for schemas inside themselves", () => {
    const node: Json = {
      type: "object",
      properties: { next: { $ref: "#/$defs/Node" }, left: { $ref: "#/$defs/Node" } },
    };
    const inside = tool("walk", "", { $defs: { Node: node }, properties: { root: { $ref: "#/$defs/Node" } } });
    for (const rendering of Object.values(renderings)) assert.ok(rendering.tools([inside]).length < 20_000);
  });

  it("never throws for what is no schema", () => {
    const keys = "type properties items enum anyOf const default required description $ref $defs toString __proto__";
    const words = "object array string constructor #/$defs/type";
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom<Json>(null, false, 1, ...words.split(" ")),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys.split(" ")), tie("tree"), { maxKeys: 5 }),
      ),
    }));
    const deep = JSON.parse(`${'{"enum":[{"default":'.repeat(10_000)}1${"}]}".repeat(10_000)}`) as Json;
    const given: [Json, string][] = [
      [{ "": false, " ": { toString: false } }, ""],
      [deep, "deep"],
      [{ type: "object", properties: { deep } }, "[".repeat(20_000) + "]".repeat(20_000)],
    ];
    for (const rendering of Object.values(renderings)) {
      fc.assert(
        fc.property(fc.oneof(tree, fc.jsonValue() as fc.Arbitrary<Json>), fc.string(), (json, text) => {
          tryAll(rendering, json, text);
        }),
        { numRuns: 400, examples: given.slice(0, 1) },
      );
      for (const [json, text] of given) tryAll(rendering, json, text);
    }
  });
});

function tryAll(rendering: Rendering, json: Json, text: string) {
  const args = written(json);
  rendering.tools([tool(text, text, json), { ...tool(text, text), response: json }]);
  for (const each of [args, text]) {
    rendering.call?.(text, each);
    rendering.result?.(each, undefined);
    rendering.result?.(each, text);
  }
}

/** as JSON, but for what is nested too deep for it */
function written(json: Json): string {
  try {
    return JSON.stringify(json);
  } catch {
    return "";
  }
}
