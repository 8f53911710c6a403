import assert from "node:assert/strict";
import { defaultConfiguration } from "../../../src/engine/configuration";
import type { FullReport } from "../../../src/engine/reports/report";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const ASK = `import OpenAI from "openai";
import { MODEL } from "./models";
export const ask = (prompt: string) => new OpenAI().responses.create({ model: MODEL, input: prompt });
`;
const OTHER = `import OpenAI from "openai";
import { TONE } from "./tone";
export const other = (input: string) => new OpenAI().responses.create({ model: "gpt-4o", instructions: TONE, input });
`;
const caller = (n: number) => `import { ask } from "./ask";\nexport const run = () => ask("Question ${n}");\n`;
const model = (n: number) => `export const MODEL = "${n % 2 ? "gpt-4o" : "gpt-4o-mini"}";`;
const notes = (n: number) => `export const note = "${n}";\n`;

const files: Record<string, string> = {
  ...Object.fromEntries([...Array(12).keys()].map((n) => [`/w/caller${n}.ts`, caller(n)])),
  "/w/ask.ts": ASK,
  "/w/models.ts": model(1),
  "/w/notes.ts": notes(0),
  "/w/other.ts": OTHER,
};

const figures = ({ calls }: FullReport) => calls.map(({ call, cost }) => [call.id, call.model.ids, cost?.floor]);

type Session = Awaited<ReturnType<typeof createSession>>;

/** Does work in which a turn is due after each step. */
async function inSmallSteps<T>(work: () => Promise<T>): Promise<T> {
  const { now } = performance;
  let clock = 0;
  performance.now = () => 20 * clock++;
  try {
    return await work();
  } finally {
    performance.now = now;
  }
}

/** Analyses a workspace with something done after each of its steps, and answers with the figures and the number of turns. */
async function analysedWith(meddle: (session: Session, turn: number) => void) {
  const session = await createSession(memoryHost({ ...files }));
  let turns = 0;
  const report = await inSmallSteps(() => session.analyseWorkspace({ progress: () => meddle(session, ++turns) }));
  return { report, turns };
}

async function fresh(changed: Record<string, string>): Promise<unknown> {
  return figures(await (await createSession(memoryHost({ ...files, ...changed }))).analyseWorkspace());
}

describe("a workspace that is edited while it is analysed", () => {
  it("comes to the same as afterwards, whoever types in a file that all rests on", async () => {
    const { report, turns } = await analysedWith((session, turn) => {
      session.open("/w/models.ts", model(turn), turn);
      if (turn % 5 === 0) session.analyse("/w/other.ts");
    });
    assert.ok(turns > 15, `${turns} turns`);
    assert.deepEqual(figures(report), await fresh({ "/w/models.ts": model(turns) }));
    assert.equal(report.calls.filter(({ call }) => call.kind === "wrapper-caller").length, 12);
  });

  it("goes on with what an edit does not touch", async () => {
    const undisturbed = await analysedWith(() => {});
    const typed = await analysedWith((session, turn) => session.open("/w/notes.ts", notes(turn), turn));
    assert.deepEqual(figures(typed.report), figures(undisturbed.report));
    // the names that a file calls are gathered when it is edited, which can save a step
    assert.ok(typed.turns >= undisturbed.turns - 1, `${typed.turns} and ${undisturbed.turns} turns`);
  });

  const changes = {
    "a caller that goes": { "/w/caller3.ts": "export const run = () => 0;\n" },
    "a second call in a caller": {
      "/w/caller5.ts": `${caller(5)}export const again = () => ask("Once more, with care");\n`,
    },
    "a new caller": { "/w/caller99.ts": caller(99) },
    "a module that was not there": { "/w/tone.ts": 'export const TONE = "Be brief and be kind.";' },
  };
  for (const [what, changed] of Object.entries(changes)) {
    it(`sees ${what} whenever it comes`, async () => {
      const expected = await fresh(changed);
      const { turns: last } = await analysedWith(() => {});
      for (let at = last; at > 0; at -= 7) {
        const { report, turns } = await analysedWith((session, turn) => {
          if (turn === at) for (const [path, text] of Object.entries(changed)) session.open(path, text, turn);
        });
        assert.ok(turns >= at, `${turns} turns`);
        assert.deepEqual(figures(report), expected, `at turn ${at}`);
      }
    });
  }
});

describe("callers that several files share", () => {
  const send = (name: string, model: string) => `import OpenAI from "openai";
export const ${name} = (prompt: string) => new OpenAI().responses.create({ model: "${model}", input: prompt });
`;
  const shared = {
    "/w/a.ts": send("sendA", "gpt-4o"),
    "/w/b.ts": send("sendB", "gpt-4o-mini"),
    "/w/client.ts": `import { sendA } from "./a";
import { sendB } from "./b";
export const ask = (prompt: string, cheap: boolean) => (cheap ? sendB(prompt) : sendA(prompt));
`,
    "/w/main.ts":
      'import { ask } from "./client";\nexport const greet = () => ask("Say hello.", Math.random() > 0.5);\n',
  };
  const late = { "/w/late.ts": 'import { ask } from "./client";\nask("Say goodbye.", Math.random() > 0.5);\n' };

  it("are looked for again after an edit, also by a file that had not asked for them yet", async () => {
    const expected = figures(
      await (await createSession(memoryHost({ ...shared, ...late }), defaultConfiguration)).analyseWorkspace(),
    );
    let last = 1;
    for (let at = 1; at <= last; at += 3) {
      const session = await createSession(memoryHost({ ...shared, "/w/late.ts": "" }));
      let turn = 0;
      const edit = () => {
        if (++turn === at) session.open("/w/late.ts", late["/w/late.ts"], 1);
      };
      const report = await inSmallSteps(() => session.analyseWorkspace({ progress: edit }));
      last = turn;
      assert.deepEqual(figures(report), expected, `at turn ${at}`);
    }
  });
});

describe("a file that is prepared", () => {
  const callsOf = (session: Session, path: string) =>
    session.analyse(path).calls.map(({ call, cost }) => [call.id, call.model.ids, cost?.floor]);

  it("leaves others their turn, and is worked out once for all who ask", async () => {
    const session = await createSession(memoryHost({ ...files }));
    let turns = 0;
    const turning = setInterval(() => turns++, 0);
    const answers = await inSmallSteps(() => Promise.all([session.prepare("/w/ask.ts"), session.prepare("/w/ask.ts")]));
    clearInterval(turning);
    assert.deepEqual(answers, [true, true]);
    assert.ok(turns > 5, `${turns} turns`);
    assert.deepEqual(callsOf(session, "/w/ask.ts"), callsOf(await createSession(memoryHost(files)), "/w/ask.ts"));
  });

  it("waits for others together with those that wait for them too", async () => {
    const session = await createSession(memoryHost({ ...files }));
    await session.analyseWorkspace();
    const looksAtTheClock = async (version: number, paths: string[]) => {
      session.open("/w/models.ts", model(version), version);
      return inSmallSteps(async () => {
        const before = performance.now();
        await Promise.all(paths.map(session.prepare));
        return performance.now() - before;
      });
    };
    const one = await looksAtTheClock(1, ["/w/caller1.ts"]);
    const two = await looksAtTheClock(2, ["/w/caller1.ts", "/w/caller2.ts"]);
    assert.ok(one > 20 * 20 && two < 1.5 * one, `${one} and ${two}`);
  });

  it("is given up when an edit touches it, and only then", async () => {
    const session = await createSession(memoryHost({ ...files }));
    const editedTo = (path: string, text: string) =>
      inSmallSteps(async () => {
        const prepared = session.prepare("/w/ask.ts");
        for (let turn = 0; turn < 75; turn++) await new Promise((resume) => setImmediate(resume));
        session.open(path, text, 1);
        return prepared;
      });
    assert.equal(await editedTo("/w/models.ts", model(2)), false);
    assert.equal(await editedTo("/w/notes.ts", notes(2)), true);
    const changed = await createSession(memoryHost({ ...files, "/w/models.ts": model(2) }));
    assert.deepEqual(callsOf(session, "/w/ask.ts"), callsOf(changed, "/w/ask.ts"));
  });
});

describe("files that come into the workspace by its configuration", () => {
  it("are searched for callers", async () => {
    const session = await createSession(memoryHost(files), { ...defaultConfiguration, exclude: ["caller1*"] });
    const before = (await session.analyseWorkspace()).calls.length;
    session.configure(defaultConfiguration);
    assert.equal((await session.analyseWorkspace()).calls.length, before + 3);
  });
});
