import type { ArgumentStyle, LlmCall, WrittenCall } from "../calls/llm-call";
import { factsOf } from "../calls/program-facts";
import type { CallNode, Program, Span } from "../syntax/program";

type Read = (path: string) => Program | undefined;

/**
 * The call with its node looked up when somebody asks for it: thousands of calls are kept, and a node with its program takes many times
 * the file's text.
 *
 * @param read the program of a file as it is now
 */
export function withLooseTree(call: LlmCall, read: Read): LlmCall {
  return call.call === undefined ? call : { ...call, call: new LooseTree(call, call.call.style, read) };
}

/** What is looked up is no part of what is printed, compared or copied. */
class LooseTree implements WrittenCall {
  readonly #range: Span;
  readonly #program: () => Program | undefined;

  constructor(
    { path, range }: LlmCall,
    readonly style: ArgumentStyle,
    read: Read,
  ) {
    this.#range = range;
    this.#program = () => read(path);
  }

  get program(): Program {
    return this.#program()!;
  }

  get node(): CallNode {
    return nodeAt(this.program, this.#range)!;
  }
}

/** The call as it can be looked at: without its node where the file is gone or has another text meanwhile. */
export function withTreeAsItIs(call: LlmCall, read: Read): LlmCall {
  if (call.call === undefined) return call;
  const program = read(call.path);
  return program !== undefined && nodeAt(program, call.range) !== undefined ? call : { ...call, call: undefined };
}

const nodes = new WeakMap<Program, Map<string, CallNode>>();

function nodeAt(program: Program, range: Span): CallNode | undefined {
  let known = nodes.get(program);
  if (known === undefined) {
    const sites = factsOf(program).sites.toReversed();
    known = new Map(sites.map(({ call }) => [`${call.start}:${call.end}`, call]));
    nodes.set(program, known);
  }
  return known.get(`${range.start}:${range.end}`);
}
