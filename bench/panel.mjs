// The report panel with 5,000 calls in a page of its own: from the data to the first paint, and from a click to the next one.
import { closeAll, openPage } from "../test/host/workbench.mjs";
import { manyCalls } from "../test/panel/report-data.mjs";
import { panelPage } from "../test/panel/page.mjs";

const calls = 5_000;
const rounds = 5;

/** Milliseconds until what an action does is painted, by name: the median of the rounds. */
export async function measurePanel() {
  const data = manyCalls(calls);
  const figures = new Map();
  try {
    for (let round = 0; round < rounds; round++) {
      const window = await openPage({ width: 1200, height: 800 });
      const { page } = window;
      await page.setContent(panelPage());
      const measured = await page.evaluate(act, data);
      for (const [name, ms] of Object.entries(measured)) figures.set(name, [...(figures.get(name) ?? []), ms]);
      await window.close();
    }
  } finally {
    await closeAll();
  }
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return { calls, figures: [...figures].map(([name, values]) => [name, median(values)]) };
}

/** Runs in the page. */
async function act(data) {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const time = async (action) => {
    await painted();
    const start = performance.now();
    action();
    await painted();
    return performance.now() - start;
  };
  const tab = (name) => document.getElementById(`tab-${name}`);
  const dispatch = (message) => window.dispatchEvent(new MessageEvent("message", { data: message }));
  dispatch({ type: "restore", state: undefined });
  const result = { "first paint": await time(() => dispatch({ type: "report", data })) };
  result["into the map"] = await time(() => document.querySelector(".map button").click());
  result["to the calls"] = await time(() => tab("calls").click());
  result["sort them"] = await time(() => document.querySelector('[data-focus="sort-model"]').click());
  result["next page"] = await time(() => document.querySelector('[data-focus="Next"]').click());
  result["a letter into the filter"] = await time(() => {
    const filter = document.getElementById("filter");
    filter.value = "f";
    filter.dispatchEvent(new Event("input"));
  });
  result["to the findings"] = await time(() => tab("findings").click());
  result["new figures"] = await time(() => dispatch({ type: "report", data: { ...data, pricesAsOf: "2026-11-24" } }));
  return result;
}
