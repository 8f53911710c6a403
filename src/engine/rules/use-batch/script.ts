import { factsOf } from "../../calls/program-facts";
import { everyNode, type Node } from "../../syntax/every-node";
import type { Program } from "../../syntax/program";

/** Frameworks whose code answers somebody who waits. */
const serving =
  /^(?:fastapi|flask|starlette|django|quart|sanic|tornado|aiohttp\.web|streamlit|gradio|chainlit|websockets?|ws|express|koa|hono|fastify|next(?:\/.*)?|@nestjs\/.*)$/;

/** A file that a person starts, with arguments or by its main function, and that serves nobody meanwhile. */
export function isScript(program: Program): boolean {
  const { modules } = factsOf(program);
  if ([...modules].some((module) => serving.test(module))) return false;
  return modules.has("argparse") || program.body.some(startsMain) || everyNode(program.body).some(readsArguments);
}

/** `if __name__ == "__main__":`, `if (require.main === module)`, `main()` */
function startsMain(statement: Program["body"][number]): boolean {
  if (statement.kind === "branch") return statement.arms.some(({ test }) => test !== undefined && asksForMain(test));
  if (statement.kind !== "expression") return false;
  return everyNode(statement).some(
    (node) => node.kind === "call" && node.callee.kind === "name" && node.callee.name === "main",
  );
}

function asksForMain(test: Node): boolean {
  if (test.kind !== "binary") return false;
  return [test.left, test.right].some(
    (side) =>
      (side.kind === "name" && side.name === "__name__") ||
      (side.kind === "member" && side.property === "main" && side.object.kind === "name"),
  );
}

function readsArguments(node: Node): boolean {
  return (
    node.kind === "member" && node.property === "argv" && node.object.kind === "name" && node.object.name === "process"
  );
}
