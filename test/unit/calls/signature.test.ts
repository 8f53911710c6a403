import assert from "node:assert/strict";
import { findIn } from "./find";

describe("a class as a prompt", () => {
  it("is its docstring and its fields", async () => {
    const source = `import dspy
class Outline(dspy.Signature):
    """Write an outline."""
    topic = dspy.InputField(prefix="The topic:")
    outline: str = dspy.OutputField(desc="headings only")
write = dspy.Predict(Outline)
write(topic="Rain")
`;
    const [call] = await findIn({ "/w/a.py": source }, "/w/a.py");
    const texts = call?.parts.map((part) =>
      part.content
        .flatMap((content) => (content.kind === "text" ? content.text.pieces : []))
        .map((piece) => (piece.kind === "known" ? piece.text : `<${piece.hole.name}>`))
        .join(""),
    );
    assert.deepEqual(texts, ["Write an outline.\ntopic The topic:\noutline headings only", "Rain"]);
    assert.equal(call?.model.origin, "dspy.settings.lm");
  });
});
