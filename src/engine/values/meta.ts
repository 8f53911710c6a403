import type { Expr } from "../syntax/program";
import { known, originOf } from "./make";
import { dirname } from "./paths";
import type { Context, Run } from "./run";
import type { Value } from "./value";

/** `import.meta.url` and its relatives, by how they are written. */
export function metaValue(run: Run, expr: Expr, { program }: Context): Value | undefined {
  if (expr.end - expr.start > 24 || program.language === "python") return undefined;
  const text = program.text.slice(expr.start, expr.end);
  const match = /^import\.meta\.(url|filename|path|dirname|dir)$/.exec(text);
  if (!match) return undefined;
  const isFile = /url|filename|path/.test(match[1] as string);
  const value = known(isFile ? program.path : dirname(program.path), originOf(program, expr));
  run.paths.add(value);
  return value;
}
