import assert from "node:assert/strict";
import { createSettling } from "../../../src/server/settling";

describe("settling", () => {
  it("answers the last of the requests that are made while someone types, and lets work go on after it", async () => {
    const settling = createSettling(5);
    const events: string[] = [];
    const rest = () => settling.rest().then(() => events.push("work"));
    const ask = () => settling.quiet("a").then((quiet) => events.push(quiet ? "answer" : "superseded"));
    await rest();
    settling.changed("a");
    const asked = [ask()];
    const resting = rest();
    settling.changed("a");
    asked.push(ask());
    await Promise.all([...asked, resting]);
    assert.deepEqual(events, ["work", "superseded", "answer", "work"]);
  });

  it("lets work go on when those are answered who wait for figures", async () => {
    const settling = createSettling(1);
    const events: string[] = [];
    let answer = () => {};
    const figures = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const asked = settling.during(figures).then(() => events.push("answer"));
    const resting = settling.rest().then(() => events.push("work"));
    setTimeout(answer, 5);
    await Promise.all([asked, resting]);
    assert.deepEqual(events, ["answer", "work"]);
  });

  it("keeps work waiting for a while only", async () => {
    const settling = createSettling(20, 60);
    settling.changed("a");
    const typing = setInterval(() => settling.changed("a"), 1);
    try {
      await settling.rest();
    } finally {
      clearInterval(typing);
    }
    assert.equal(await settling.quiet("a"), true);
  });
});
