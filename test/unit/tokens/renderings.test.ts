import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mark } from "../../../src/engine/tokens/renderings/rendering";
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

  it("ends for schemas inside themselves, and never throws for what is no schema", () => {
    const node: Json = {
      type: "object",
      properties: { next: { $ref: "#/$defs/Node" }, left: { $ref: "#/$defs/Node" } },
    };
    const inside = tool("walk", "", { $defs: { Node: node }, properties: { root: { $ref: "#/$defs/Node" } } });
    for (const rendering of Object.values(renderings)) {
      assert.ok(rendering.tools([inside]).length < 20_000);
      fc.assert(
        fc.property(fc.jsonValue(), fc.string(), (json, text) => {
          rendering.tools([tool(text, text, json as Json), { ...tool(text, text), response: json as Json }]);
          rendering.call?.(text, JSON.stringify(json));
          rendering.call?.(text, text);
          rendering.result?.(text, undefined);
          rendering.result?.(JSON.stringify(json), text);
        }),
        { numRuns: 100 },
      );
    }
  });
});
