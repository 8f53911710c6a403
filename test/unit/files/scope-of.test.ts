import assert from "node:assert/strict";
import { scopeOf } from "../../../src/engine/files/scope-of";

const CASES: [string, ReturnType<typeof scopeOf>][] = [
  ["src/chat.ts", "production"],
  ["src/contest/rank.ts", "production"],
  ["src/latest.ts", "production"],
  ["src/chat.test.ts", "test"],
  ["src/__tests__/chat.ts", "test"],
  ["tests/unit/test_chat.py", "test"],
  ["app/chat_test.py", "test"],
  ["conftest.py", "test"],
  ["examples/chat.py", "example"],
  ["docs/snippets/chat.py", "example"],
  ["cookbook/a.ipynb", "example"],
  ["examples/tests/chat.py", "test"],
];

describe("scope", () => {
  for (const [path, scope] of CASES) it(`${path} is ${scope}`, () => assert.equal(scopeOf(path), scope));
});
