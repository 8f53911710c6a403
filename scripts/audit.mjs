// Asks npm's registry about known weaknesses of what production depends on. Fails for one that is known; says so where it cannot ask.
import { main, npm, say } from "./lib/steps.mjs";

const question = ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=20000"];

await main(async () => {
  let text = "";
  await npm(question, { allowFailure: true, quiet: true, onLine: (line) => (text += `${line}\n`) });
  const answer = parse(text);
  if (answer?.auditReportVersion === undefined) {
    const reason = answer?.message ?? answer?.error?.summary ?? "no answer";
    say(`Left out: the registry did not answer (${reason.replace(/\s*(- \w+ )?https?:\S+/, "")}).`);
    return 0;
  }
  const found = Object.values(answer.vulnerabilities);
  for (const { name, severity, range, via } of found) {
    const titles = via.map((one) => one.title ?? `through ${one}`);
    say(`${severity} ${name} ${range}: ${titles.join("; ")}`);
  }
  say(found.length === 0 ? "No known weakness in what production depends on." : `${found.length} packages to update.`);
  return found.length === 0 ? 0 : 1;
});

/** npm prints warnings before the answer. */
function parse(text) {
  try {
    return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  } catch {
    return undefined;
  }
}
