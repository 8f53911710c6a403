import assert from "node:assert/strict";
import { requestOfCall } from "../../../src/engine/tokens/from-call";
import type { Json } from "../../../src/engine/tokens/request";
import { findIn } from "./find";

async function onlyCall(path: string, source: string) {
  const calls = await findIn({ [path]: source }, path);
  assert.equal(calls.length, 1);
  return requestOfCall(calls[0]!);
}

const python = async (types: string, model = "Answer"): Promise<Json | undefined> =>
  (
    await onlyCall(
      "/w/a.py",
      `from enum import Enum
from typing import Annotated, Any, Literal, Optional, Union
from pydantic import BaseModel, ConfigDict, Field
from openai import OpenAI

${types}

client = OpenAI()
client.chat.completions.parse(model="gpt-4o", messages=[{"role": "user", "content": "Hi"}], response_format=${model})
`,
    )
  ).schema?.json;

const zod = async (expression: string): Promise<Json | undefined> =>
  (
    await onlyCall(
      "/w/a.ts",
      `import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
const Answer = ${expression};
export const ask = () => new OpenAI().chat.completions.parse({
  model: "gpt-4o", messages: [{ role: "user", content: "Hi" }], response_format: zodResponseFormat(Answer, "answer"),
});
`,
    )
  ).schema?.json;

/** one field of a pydantic model, and what pydantic's model_json_schema() makes of it */
const fields: [string, { [key: string]: Json }, required: boolean][] = [
  ["first_name: str", { type: "string", title: "First Name" }, true],
  [
    'age: int = Field(ge=0, le=150, description="In years")',
    { type: "integer", minimum: 0, maximum: 150, description: "In years", title: "Age" },
    true,
  ],
  ["code: str = Field(..., max_length=8)", { type: "string", maxLength: 8, title: "Code" }, true],
  ["score: float = 0.5", { type: "number", default: 0.5, title: "Score" }, false],
  ["done: bool", { type: "boolean", title: "Done" }, true],
  [
    "note: Optional[str] = None",
    { anyOf: [{ type: "string" }, { type: "null" }], default: null, title: "Note" },
    false,
  ],
  ["note: str | None = None", { anyOf: [{ type: "string" }, { type: "null" }], default: null, title: "Note" }, false],
  ["key: Union[int, str]", { anyOf: [{ type: "integer" }, { type: "string" }], title: "Key" }, true],
  ["tags: list[str]", { type: "array", items: { type: "string" }, title: "Tags" }, true],
  [
    "tags: list[str] = Field(min_length=1, max_length=3)",
    { type: "array", items: { type: "string" }, minItems: 1, maxItems: 3, title: "Tags" },
    true,
  ],
  ["tags: list[str] = Field(default_factory=list)", { type: "array", items: { type: "string" }, title: "Tags" }, false],
  ["counts: dict[str, int]", { type: "object", additionalProperties: { type: "integer" }, title: "Counts" }, true],
  ["extra: dict[str, Any]", { type: "object", additionalProperties: true, title: "Extra" }, true],
  ['mood: Literal["good", "bad"]', { type: "string", enum: ["good", "bad"], title: "Mood" }, true],
  ['kind: Literal["cat"]', { type: "string", const: "cat", title: "Kind" }, true],
  ["level: Literal[1, 2]", { type: "integer", enum: [1, 2], title: "Level" }, true],
  [
    'city: Annotated[str, Field(description="The city\'s name")]',
    { type: "string", description: "The city's name", title: "City" },
    true,
  ],
  ["shape: Shape", { type: "string", enum: ["round", "square"], title: "Shape" }, true],
  [
    "inner: Inner",
    {
      type: "object",
      title: "Inner",
      description: "A part.",
      properties: { x: { type: "integer", title: "X" } },
      required: ["x"],
    },
    true,
  ],
  [
    "inner: Inner | None = None",
    {
      anyOf: [
        {
          type: "object",
          title: "Inner",
          description: "A part.",
          properties: { x: { type: "integer", title: "X" } },
          required: ["x"],
        },
        { type: "null" },
      ],
      default: null,
    },
    false,
  ],
];

describe("the schema of a pydantic model", () => {
  for (const [field, expected, required] of fields) {
    it(field, async () => {
      const name = field.slice(0, field.indexOf(":"));
      const schema = await python(`class Shape(str, Enum):
    ROUND = "round"
    SQUARE = "square"

class Inner(BaseModel):
    """A part."""
    x: int

class Answer(BaseModel):
    ${field}
`);
      assert.deepEqual(schema, {
        title: "Answer",
        type: "object",
        properties: { [name]: expected },
        ...(required ? { required: [name] } : {}),
      });
    });
  }

  it("has the fields of its base first, its docstring, and says that nothing else is allowed", async () => {
    const schema = await python(`class Base(BaseModel):
    id: int

class Answer(Base):
    """What was found."""
    model_config = ConfigDict(extra="forbid")
    found: bool
`);
    assert.deepEqual(schema, {
      title: "Answer",
      description: "What was found.",
      type: "object",
      properties: { id: { type: "integer", title: "Id" }, found: { type: "boolean", title: "Found" } },
      required: ["id", "found"],
      additionalProperties: false,
    });
  });

  it("ends for a model inside itself", async () => {
    assert.ok(await python("class Answer(BaseModel):\n    children: list['Answer']\n"));
  });
});

describe("a type where a schema is asked for", () => {
  const google = async (schema: string) =>
    (
      await onlyCall(
        "/w/a.py",
        `from google import genai
from google.genai import types
from pydantic import BaseModel

class Recipe(BaseModel):
    name: str

client = genai.Client()
client.models.generate_content(
    model="gemini-2.5-flash", contents="Hi", config=types.GenerateContentConfig(response_schema=${schema})
)
`,
      )
    ).schema?.json;
  const recipe = {
    title: "Recipe",
    type: "object",
    properties: { name: { type: "string", title: "Name" } },
    required: ["name"],
  };

  it("is a list, a union or a plain type", async () => {
    assert.deepEqual(await google("Recipe"), recipe);
    assert.deepEqual(await google("list[Recipe]"), { items: recipe, type: "array" });
    assert.deepEqual(await google("Recipe | None"), { anyOf: [recipe, { type: "null" }] });
    assert.deepEqual(await google("bool"), { type: "boolean" });
  });

  it("is an object of Google's own", async () => {
    const object = `types.Schema(
        type=types.Type.OBJECT,
        required=["total"],
        properties={"total": types.Schema(type=types.Type.NUMBER, description="In euros")},
    )`;
    assert.deepEqual(await google(object), {
      type: "OBJECT",
      required: ["total"],
      properties: { total: { type: "NUMBER", description: "In euros" } },
    });
  });
});

/** a zod expression, and what zod-to-json-schema makes of it */
const expressions: [string, Json][] = [
  ["z.string()", { type: "string" }],
  [
    'z.string().min(2).max(5).describe("A code")',
    { type: "string", minLength: 2, maxLength: 5, description: "A code" },
  ],
  ["z.number().int().min(0).max(10)", { type: "integer", minimum: 0, maximum: 10 }],
  ['z.enum(["good", "bad"])', { type: "string", enum: ["good", "bad"] }],
  ['z.literal("cat")', { type: "string", const: "cat" }],
  ["z.array(z.string()).max(3)", { type: "array", items: { type: "string" }, maxItems: 3 }],
  ["z.string().nullable()", { type: ["string", "null"] }],
  ["z.union([z.string(), z.number()])", { anyOf: [{ type: "string" }, { type: "number" }] }],
  ["z.record(z.string(), z.number())", { type: "object", additionalProperties: { type: "number" } }],
  ["z.boolean().default(true)", { type: "boolean", default: true }],
  ["z.string().optional()", { type: "string" }],
  [
    "z.object({ a: z.string() }).nullable()",
    {
      anyOf: [
        { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
        { type: "null" },
      ],
    },
  ],
  [
    "z.object({ a: z.string() }).extend({ b: z.number() })",
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "number" } },
      required: ["a", "b"],
      additionalProperties: false,
    },
  ],
];

describe("the schema of a zod object", () => {
  for (const [expression, expected] of expressions) {
    it(expression, async () => {
      const optional = /\.(optional|default)\(/.test(expression);
      assert.deepEqual(await zod(`z.object({ field: ${expression} })`), {
        type: "object",
        properties: { field: expected },
        required: optional ? [] : ["field"],
        additionalProperties: false,
      });
    });
  }
});

describe("the schema of a function that is a tool", () => {
  it("has the types of its parameters, their defaults and its docstring", async () => {
    const { tools } = await onlyCall(
      "/w/a.py",
      `from google import genai
from google.genai import types

def look_up(city: str, days: int = 3, unit: str | None = None) -> dict:
    """Looks up the weather."""
    return {}

client = genai.Client()
client.models.generate_content(model="gemini-2.5-flash", contents="Hi", config=types.GenerateContentConfig(tools=[look_up]))
`,
    );
    assert.deepEqual(
      tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
      [
        {
          name: "look_up",
          description: ["Looks up the weather."],
          parameters: {
            type: "object",
            properties: {
              city: { type: "string" },
              days: { type: "integer", default: 3 },
              unit: { anyOf: [{ type: "string" }, { type: "null" }], default: null },
            },
            required: ["city"],
          },
        },
      ],
    );
  });
});
