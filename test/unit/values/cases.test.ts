import { join } from "node:path";
import { testCases } from "../case-file";
import { print, printedFrom, workspace } from "./printed";

/** What the argument of `see(…)` in the first file is worth. */
testCases("values", join(__dirname, "cases"), async (files, first) => {
  const { evaluator, seen } = await workspace(files);
  const { expr, program } = seen(first);
  const value = evaluator.evaluate(expr, { program });
  return `${print(value)}${printedFrom(value, program.path)}`;
});
