import type { SlotKey } from "../sdks/sdk";
import type { Evaluator } from "../values/evaluator";
import type { Value } from "../values/value";
import { knownText } from "./content";
import type { MediaAsked, Part } from "./llm-call";
import { numberOf } from "./options";
import { lastCall, type Reading, type Request } from "./slots";

/** Size, quality and length of what is made, where the code writes them; undefined for a call that makes text. */
export function mediaOf(request: Request, read: (key: SlotKey) => Reading | undefined): MediaAsked | undefined {
  const { kind } = request.match.shape;
  if (kind === undefined || kind === "embedding" || kind === "realtime") return undefined;
  const media: MediaAsked = {};
  const size = knownText(read("size")?.value);
  if (size !== undefined) media.size = size;
  const quality = knownText(read("quality")?.value);
  if (quality !== undefined) media.quality = quality;
  const written = read("seconds");
  const seconds = written && numberOf(request.evaluator, written.value);
  if (seconds) media.seconds = seconds;
  return media;
}

/** The pictures or the sound that go into a request beside its text. */
export function filesOf(request: Request, written: Reading | undefined): Part[] {
  if (!written) return [];
  const { value } = written;
  const kind = request.match.shape.kind === "transcription" ? "audio" : "image";
  const items = value.kind === "list" ? value.items : [{ value, times: { min: 1, max: 1 } }];
  return items.map((item) => ({
    role: "user",
    content: [{ kind, source: fileNamed(request.evaluator, item.value, 0), origin: item.value.origin }],
    times: item.times,
    origin: item.value.origin,
  }));
}

/** The path in `fs.createReadStream(path)`, `open(path, "rb")`, `toFile(createReadStream(path))`; else the value itself. */
export function fileNamed(evaluator: Evaluator, value: Value, depth: number): Value {
  const step = depth < 4 ? lastCall(value) : undefined;
  const argument = step && evaluator.argument(step, 0);
  if (!argument) return value;
  const inner = fileNamed(evaluator, argument, depth + 1);
  return inner.kind === "text" ? inner : value;
}
