import type { Argument, Expr } from "../syntax/program";
import { argumentOf } from "./arguments";
import { evaluate } from "./evaluate";
import { knownText } from "./make";
import type { Context, Run } from "./run";
import { lastName } from "./scopes";
import type { CallStep, Hole, ReferenceValue, Step, Value } from "./value";

/** What a search calls the number of results that it gives at most. */
const COUNT =
  /^(k|top_?k|topK|n_?results|nResults|limit|max_?results|maxResults|num_?results|numResults|similarity_?top_?k|similarityTopK|match_?count|matchCount)$/;
/** Where that number stands among others. */
const HOLDER = /^(search_kwargs|searchKwargs|options|params)$/;
/** `.similarity_search(query, 4)`, `.asRetriever(5)`, `.limit(5)`: the argument that is the number where it has no name. */
const POSITION: [RegExp, number][] = [
  [/^a?(similarity_?search|max_?marginal_?relevance_?search)\w*$/i, 1],
  [/^as_?retriever$/i, 0],
  [/^(limit|take)$/, 0],
];
/** What takes these is asked for an answer: its `top_k` is no number of results. */
const REQUEST = /^(model|messages|prompt|contents|input|system)$/;
/** Members of a result that are the list of what was found. */
const RESULTS = /^(matches|documents|results|points|data|hits|nodes|items|memories|records|rows|value)$/;
/** How many calls may stand between the number and the results: `as_retriever(…)`, `invoke(…)`. */
const LONGEST = 4;

/** What the code shows of what a search gives: how many pieces at most, and how long one of them is. */
export function boundOfSearch(run: Run, value: ReferenceValue): Pick<Hole, "maxItems" | "maxChars"> {
  const { steps } = value;
  let end = steps.length;
  // Chroma answers several questions at once: `result["documents"][0]`
  const isFirst = steps[end - 1]?.kind === "index" && isNamed(steps[end - 2], /^documents$/);
  if (isFirst) end--;
  while (end > 0 && isNamed(steps[end - 1], RESULTS)) end--;
  const most = mostFound(run, steps, end);
  if (most !== undefined) return { maxItems: most };
  const piece = pieceOf(steps);
  const size = piece > 0 && mostFound(run, steps, piece) !== undefined ? chunkSize(run, value, piece) : undefined;
  return size === undefined ? {} : { maxChars: size };
}

function isNamed(step: Step | undefined, name: RegExp): boolean {
  return step?.kind === "member" && name.test(step.name);
}

/** The end of the search before `[i].page_content`, the text of one of its pieces; 0 where it is none. */
function pieceOf(steps: readonly Step[]): number {
  const isText = isNamed(steps.at(-1), /^(page_content|pageContent)$/);
  return isText && steps.at(-2)?.kind === "index" ? steps.length - 2 : 0;
}

/** How many results the calls that end there ask for. */
function mostFound(run: Run, steps: readonly Step[], end: number): number | undefined {
  let calls = 0;
  for (let at = end - 1; at >= 0 && calls < LONGEST; at--) {
    const step = steps[at] as Step;
    // the items of a list, or a list of lists, are not what was counted
    if (step.kind === "index" || (at === end - 1 && step.kind !== "call")) return undefined;
    if (step.kind !== "call") continue;
    calls++;
    const count = countIn(run, step);
    if (count !== undefined) return count;
  }
  return undefined;
}

function countIn(run: Run, step: CallStep): number | undefined {
  const { call, program, frame } = step;
  const context: Context = frame ? { program, frame } : { program };
  const given = call.args.flatMap(entriesOf);
  if (given.some(({ key }) => REQUEST.test(key))) return undefined;
  for (const { key, value } of given) {
    if (COUNT.test(key)) return most(evaluate(run, value, context));
    if (!HOLDER.test(key)) continue;
    const holder = evaluate(run, value, context);
    if (holder.kind !== "map") continue;
    for (const [inner, field] of holder.entries) if (COUNT.test(inner)) return most(field.value);
  }
  const name = lastName(call.callee) ?? "";
  const position = POSITION.find(([pattern]) => pattern.test(name))?.[1];
  const argument = position === undefined ? undefined : call.args[position];
  return argument?.kind === "positional" ? most(evaluate(run, argument.value, context)) : undefined;
}

/** Named arguments, and the keys of an object that is written as an argument. */
function entriesOf({ kind, name, value }: Argument): { key: string; value: Expr }[] {
  if (kind === "named") return [{ key: name ?? "", value }];
  if (kind !== "positional" || value.kind !== "map") return [];
  return value.entries.flatMap((entry) => {
    const part = entry.kind === "entry" && entry.key.kind === "string" ? entry.key.parts[0] : undefined;
    return entry.kind === "entry" && part?.kind === "text" ? [{ key: part.text, value: entry.value }] : [];
  });
}

function most(value: Value): number | undefined {
  return value.kind === "number" && value.max >= 0 ? value.max : undefined;
}

/** The characters of a piece, where the store was filled with what a splitter cuts to a size that it never exceeds. */
function chunkSize(run: Run, value: ReferenceValue, end: number): number | undefined {
  const filled = callNamed(value.steps.slice(0, end), /^a?from_?(documents|texts)$/i);
  const documents = filled && (argumentOf(run, filled, 0) ?? argumentOf(run, filled, "documents"));
  if (documents?.kind !== "reference") return undefined;
  if (!callNamed(documents.steps, /^a?(split_?documents|split_?text|create_?documents)$/i)) return undefined;
  const splitter = callNamed(documents.steps, /^RecursiveCharacterTextSplitter$/);
  if (!splitter || argumentOf(run, splitter, "length_function") || argumentOf(run, splitter, "lengthFunction"))
    return undefined;
  const size = argumentOf(run, splitter, "chunk_size") ?? argumentOf(run, splitter, "chunkSize");
  return size && knownText(size) === undefined ? most(size) : undefined;
}

function callNamed(steps: readonly Step[], name: RegExp): CallStep | undefined {
  return steps.find((step): step is CallStep => step.kind === "call" && name.test(lastName(step.call.callee) ?? ""));
}
