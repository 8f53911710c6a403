import type { Content, LlmCall } from "../../calls/llm-call";
import { replaceString } from "../../edits/edit-string";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import type { Expr, MapNode, Span } from "../../syntax/program";
import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate, requestText } from "../request-text";
import type { AnalysedCall, Rule, RuleContext, RuleFinding } from "../rule";
import { simpleTask } from "../use-cheaper-model/simple-task";
import { count as countOf, money, tokens, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-oversized-images",
    title: "An image in high detail for a simple question",
    what: "A request sends an image with high detail and asks for a short answer to a simple question about it.",
    why: "High detail is billed by the size of the image, many times what low detail costs, and a simple question rarely needs it.",
    whatToDo: "Try low detail, or a smaller image, on your own inputs.",
    severity: "information",
    fixable: "suggestion",
    since: "0.1.0",
    options: {
      outputCap: { default: 300, description: "Output tokens up to which an answer counts as short" },
      promptChars: {
        default: 6_000,
        description: "Characters of fixed prompt above which a task does not count as simple",
      },
    },
  },
  check(analysed, context) {
    const { call, model } = analysed;
    if (!isChat(call) || isTemplate(call) || !model || call.model.status !== "known") return [];
    const images = call.parts.flatMap((part) => part.content.filter(isDetailed));
    if (images.length === 0 || readsText.test(requestText(call).text)) return [];
    const { outputCap, promptChars } = context.options;
    const task = simpleTask(withoutImages(call), { outputCap: outputCap!, promptChars: promptChars! });
    const sizes = task === undefined ? undefined : sizesOf(analysed, context);
    return sizes ? [describe(analysed, task!, images, sizes, context)] : [];
  },
};

type Image = Content & { kind: "image" };

function isDetailed(content: Content): content is Image {
  return content.kind === "image" && /^(?:high|original)$/.test(content.detail ?? "");
}

/** Small print needs the detail. */
const readsText =
  /\b(?:OCR|transcri|read|text|handwrit|receipt|invoice|document|screenshot|chart|table|diagram|number)/i;

function withoutImages(call: LlmCall): LlmCall {
  const parts = call.parts.map((part) => ({ ...part, content: part.content.filter(({ kind }) => kind !== "image") }));
  return { ...call, parts };
}

interface Sizes {
  /** tokens of all images as they are; the most they can be when their size is not known */
  high: number;
  known: boolean;
  low: number;
}

/** Tokens of the images alone in high and in low detail, by the model's own formula; undefined where it knows no low detail. */
function sizesOf({ call, ...rest }: AnalysedCall, { reprice }: RuleContext): Sizes | undefined {
  const only = (detail?: string): AnalysedCall => {
    const parts = call.parts.map((part) => ({
      ...part,
      content: part.content.filter(isDetailed).map((image) => (detail ? { ...image, detail } : image)),
    }));
    return { ...rest, call: { ...call, parts, tools: [], toolsHole: undefined, schema: undefined } };
  };
  const high = reprice(only(), rest.model!.id)?.count;
  const low = reprice(only("low"), rest.model!.id)?.count;
  if (!high || !low || low.open.length > 0) return undefined;
  const most = high.open.length === 0 ? high.known.tokens : high.bounded?.tokens;
  if (most === undefined || most <= 2 * low.known.tokens) return undefined;
  return { high: most, known: high.open.length === 0, low: low.known.tokens };
}

function describe(
  { call, count, model }: AnalysedCall,
  task: string,
  images: readonly Image[],
  { high, known, low }: Sizes,
  context: RuleContext,
): RuleFinding {
  const input = priceOf(model!, context, count.known.tokens)?.input;
  const less = input === undefined ? undefined : usdFor(high - low, input);
  const upTo = known ? "" : "up to ";
  const edits = images.map((image) => lowDetail(image, context));
  const fixed = edits.every((edit) => edit !== undefined);
  return {
    message: `This asks for ${task}, and ${countOf(images.length, "image")} in high detail ${images.length === 1 ? "takes" : "take"} ${upTo}${tokens(high)} tokens where low detail takes ${tokens(low)}: try low detail and compare the answers.`,
    saving:
      less === undefined
        ? undefined
        : {
            perCall: known ? less : undefined,
            formula: `${upTo}${tokens(high - low)} × ${unitPrice(input!)} = ${upTo}${money(less)}`,
            basis: "estimated",
            overlaps: `${call.id} input`,
          },
    fixes: fixed
      ? [
          {
            title: "Use low detail (answers may change)",
            safety: "suggestion",
            edits: edits.flatMap((edit) => edit ?? []),
          },
        ]
      : [],
    disabled: fixed ? undefined : "The detail is not written at the image.",
  };
}

/** Replaces what is written for `detail` in the image's block, or in the map inside of it. */
function lowDetail(image: Image, { source }: RuleContext): TextEdit | undefined {
  const program = source(image.origin.path);
  const block = program && findNode(program, image.origin, "map");
  const written = block && detailIn(block);
  return written && replaceString(program, written, "low");
}

function detailIn(map: MapNode): Span | undefined {
  for (const entry of map.entries) {
    if (entry.kind !== "entry") continue;
    if (keyOf(entry.key) === "detail") return entry.value;
    const inner = entry.value.kind === "map" ? detailIn(entry.value) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

function keyOf(key: Expr): string | undefined {
  if (key.kind !== "string" || key.parts.length !== 1) return undefined;
  const [part] = key.parts;
  return part?.kind === "text" ? part.text : undefined;
}
