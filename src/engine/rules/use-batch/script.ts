import { factsOf } from "../../calls/program-facts";
import { everyNode, type Node } from "../../syntax/every-node";
import type { LlmCall } from "../../calls/llm-call";
import type { Program, Statement } from "../../syntax/program";
import { lastName } from "../../values/scopes";

/** Frameworks whose code answers somebody who waits. */
const serving =
  /^(?:fastapi|flask|starlette|django|quart|sanic|tornado|aiohttp\.web|streamlit|gradio|chainlit|websockets?|ws|express|koa|hono|fastify|next(?:\/.*)?|@nestjs\/.*)$/;

/**
 * A call in a file that a person starts, with arguments or by its main function, and that serves nobody meanwhile. What a library shows
 * behind its own guard does not make its functions a script: the call has to be reached from there.
 */
export function isInScript({ call }: LlmCall): boolean {
  if (!call) return false;
  const { program, node } = call;
  const { modules } = factsOf(program);
  if ([...modules].some((module) => serving.test(module))) return false;
  if (modules.has("argparse") || everyNode(program.body).some(readsArguments)) return true;
  return reached(program.body.filter(startsMain), program).some(
    ({ start, end }) => start <= node.start && node.end <= end,
  );
}

/** These statements, and the functions of the file that they name, and those name. */
function reached(statements: readonly Statement[], { body }: Program): Node[] {
  const functions = new Map<string, Node>();
  for (const node of everyNode(body))
    if (node.kind === "function-statement" && node.function.name) functions.set(node.function.name, node);
    else if (node.kind === "assign" && node.value?.kind === "function")
      functions.set(lastName(node.target) ?? "", node);
  const found: Node[] = [...statements];
  for (let at = 0; at < found.length; at++) {
    for (const node of everyNode(found[at]!)) {
      const named = node.kind === "name" || node.kind === "member" ? functions.get(lastName(node)!) : undefined;
      if (named && !found.includes(named)) found.push(named);
    }
  }
  return found;
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
