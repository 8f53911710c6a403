import type { Host } from "../files/host";
import type { TextValue, Value } from "../values/value";
import { encodedImageSize, imageSize } from "./image-size";
import { pdfPages } from "./pdf-pages";
import type { MediaShape } from "./request";
import { soundSeconds } from "./sound-length";

/** What a vendor bills a file by: pixels of a picture, seconds of sound or film, pages of a document. */
type Extent = Pick<MediaShape, "width" | "height" | "seconds" | "pages">;

const measures: [RegExp, (bytes: Uint8Array) => Extent | undefined][] = [
  [/\.(png|jpe?g|gif|webp)$/i, imageSize],
  [/\.(wav|mp3|mpga|flac|ogg|oga|opus|m4a|mp4|mov)$/i, (bytes) => extent("seconds", soundSeconds(bytes))],
  [/\.pdf$/i, (bytes) => extent("pages", pdfPages(bytes))],
];
const measured = (path: string) => measures.find(([name]) => name.test(path))?.[1];

function extent(key: "seconds" | "pages", amount: number | undefined): Extent | undefined {
  return amount === undefined ? undefined : { [key]: amount };
}

/** base64 of the first bytes of a JPEG, PNG, GIF, WebP */
const encoded = /^(data:image\/|iVBORw0|\/9j\/|R0lGOD|UklGR)/;
/** bytes; a larger file is not read for its header */
const sizeLimit = 32 * 1024 * 1024;

/** The extent of a file that the code holds or names: base64 or a data URL of a picture, or a file of the workspace. */
export function extentOfSource(source: Value, host: Host | undefined): Extent | undefined {
  if (source.kind !== "text") return undefined;
  const fromFile = host && fileOf(source, host);
  if (fromFile) return fromFile;
  const text = knownText(source);
  if (text === undefined) return undefined;
  if (encoded.test(text)) return encodedImageSize(text);
  if (!host || !measured(text) || /^[a-z]+:\/\//i.test(text)) return undefined;
  for (const path of candidates(text, source.origin.path, host)) {
    const found = readExtent(path, host);
    if (found) return found;
  }
  return undefined;
}

function knownText(value: TextValue): string | undefined {
  let text = "";
  for (const piece of value.pieces) {
    if (piece.kind !== "known") return undefined;
    text += piece.text;
  }
  return text;
}

/** Text that was read from a file has its origin there. */
function fileOf(value: TextValue, host: Host): Extent | undefined {
  const piece = value.pieces.find((each) => each.kind === "known" && measured(each.origin.path) !== undefined);
  return piece?.kind === "known" ? readExtent(piece.origin.path, host) : undefined;
}

/** Where a relative path may point: beside the code, or below a workspace folder. */
function candidates(text: string, codePath: string, host: Host): string[] {
  const relative = text.replace(/\\/g, "/").replace(/^\.\//, "");
  if (relative.split("/").includes("..")) return [];
  const beside = codePath.slice(0, codePath.lastIndexOf("/"));
  const bases = [beside, ...host.folders];
  const inside = host.folders.some((folder) => relative.startsWith(`${folder}/`));
  return inside ? [relative] : bases.map((base) => `${base}/${relative}`);
}

function readExtent(path: string, host: Host): Extent | undefined {
  const stat = host.stat(path);
  if (stat?.kind !== "file" || stat.size > sizeLimit) return undefined;
  const bytes = host.read(path);
  return bytes && measured(path)?.(bytes);
}
