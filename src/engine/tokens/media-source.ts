import type { Host } from "../files/host";
import type { TextValue, Value } from "../values/value";
import { encodedImageSize, imageSize } from "./image-size";

type Size = { width: number; height: number };

const picture = /\.(png|jpe?g|gif|webp)$/i;
/** base64 of the first bytes of a JPEG, PNG, GIF, WebP */
const encoded = /^(data:image\/|iVBORw0|\/9j\/|R0lGOD|UklGR)/;
/** bytes; a larger picture is not read for its header */
const sizeLimit = 32 * 1024 * 1024;

/** The pixels of a picture that the code holds or names: base64, a data URL, or a file of the workspace. */
export function sizeOfSource(source: Value, host: Host | undefined): Size | undefined {
  if (source.kind !== "text") return undefined;
  const fromFile = host && fileOf(source, host);
  if (fromFile) return fromFile;
  const text = knownText(source);
  if (text === undefined) return undefined;
  if (encoded.test(text)) return encodedImageSize(text);
  if (!host || !picture.test(text) || /^[a-z]+:\/\//i.test(text)) return undefined;
  for (const path of candidates(text, source.origin.path, host)) {
    const size = readSize(path, host);
    if (size) return size;
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

/** Text that was read from a picture has its origin there. */
function fileOf(value: TextValue, host: Host): Size | undefined {
  const piece = value.pieces.find((each) => each.kind === "known" && picture.test(each.origin.path));
  return piece?.kind === "known" ? readSize(piece.origin.path, host) : undefined;
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

function readSize(path: string, host: Host): Size | undefined {
  const stat = host.stat(path);
  if (stat?.kind !== "file" || stat.size > sizeLimit) return undefined;
  const bytes = host.read(path);
  return bytes && imageSize(bytes);
}
