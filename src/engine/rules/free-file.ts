import { dirname, join } from "../files/paths";
import type { RuleContext } from "./rule";

/** A path beside a file that nothing stands at: `classify.yaml`, `classify-2.yaml`, … Undefined after a few of them. */
export function freeFile(
  beside: string,
  stem: string,
  extension: string,
  { exists }: Pick<RuleContext, "exists">,
): string | undefined {
  return ["", "-2", "-3", "-4", "-5"]
    .map((number) => join(dirname(beside), `${stem}${number}${extension}`))
    .find((path) => !exists(path));
}
